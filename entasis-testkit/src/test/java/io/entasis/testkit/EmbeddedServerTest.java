package io.entasis.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServerTest {

  @Test
  void isRecognisablyNotDurableByDefaultAndTakesSettings() {
    try (TestServer server = TestServer.embedded()
            .setting("log_timezone", "Asia/Tokyo")
            .setting("work_mem", "5 MB")
            .start();
        TestDatabase database = server.createEmptyDatabase()) {
      assertThat(server.isDurable()).isFalse();
      assertThat(database.query("show fsync")).containsExactly("off");
      assertThat(database.query("show synchronous_commit")).containsExactly("off");
      assertThat(database.query("show work_mem")).containsExactly("5MB");
      assertThat(database.query("show log_timezone")).containsExactly("Asia/Tokyo");
    }
  }

  @Test
  void keepsItsDataInAFolderOfItsOwn(@TempDir Path temporary) {
    Path folder = temporary.resolve("a folder");
    try (TestServer server = TestServer.embedded().folder(folder).durable().start();
        TestDatabase database = server.database("market")) {
      database.execute("create table note as select 'hello' as text");
      assertThat(server.isDurable()).isTrue();
      assertThatThrownBy(() -> TestServer.embedded().folder(folder).start())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("another server uses the folder");
    }
    try (TestServer server = TestServer.embedded().folder(folder).start();
        TestDatabase database = server.database("market")) {
      assertThat(database.query("select text from note")).containsExactly("hello");
    }
  }

  @Test
  void checksSettingsWhereTheyAreGiven(@TempDir Path folder) {
    EmbeddedServerBuilder builder =
        TestServer.embedded().durable().folder(folder).port(5_433);
    assertThatThrownBy(() -> builder.setting("fsync", "off")).hasMessage("fsync is set already");
    assertThatThrownBy(() -> builder.setting("a b", "c"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.setting("a", "$(b)"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.folder(folder)).hasMessage("the folder is set already");
    assertThatThrownBy(() -> builder.port(1)).hasMessage("the port is set already");
    assertThatThrownBy(() -> TestServer.embedded().port(0)).hasMessage("no such port: 0");
  }
}
