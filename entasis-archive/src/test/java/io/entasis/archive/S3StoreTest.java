package io.entasis.archive;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.error.InvalidConfigurationException;
import io.entasis.error.InvalidInputException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Settings that cannot be used fail at the line that makes them. */
class S3StoreTest {

  private static final URI ENDPOINT = URI.create("https://s3.example.org");

  @Test
  void valuesThatCannotBe() {
    refused(() -> S3Store.bucket("No_Bucket"));
    refused(() -> S3Store.bucket(""));
    refused(() -> store().prefix("a"));
    refused(() -> store().prefix("/a/"));
    refused(() -> store().prefix("../"));
    refused(() -> store().prefix("a//b/"));
    refused(() -> store().endpoint(URI.create("ftp://example.org")));
    refused(() -> store().endpoint(URI.create("https://user:secret@example.org")));
    refused(() -> store().region(" "));
    refused(() -> store().timeout(Duration.ZERO));
    refused(() -> store().attempts(0));
  }

  @Test
  void nothingIsSetTwice() {
    refused(() -> store().region("a").region("a"));
    refused(() -> store().pathStyle().pathStyle());
    refused(() -> store().endpoint(ENDPOINT).endpoint(ENDPOINT));
    refused(() -> store().attempts(1).attempts(2));
    refused(() -> ParquetArchive.on(FolderStore.at(Path.of("target/none")))
        .clock(Clock.systemUTC())
        .clock(Clock.systemUTC()));
  }

  @Test
  void amazonsStoreNeedsARegion() {
    assertThatThrownBy(() -> store().open())
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("region");
    store().endpoint(ENDPOINT).open().close();
    store().region("eu-central-1").open().close();
  }

  private static S3Store store() {
    return S3Store.bucket("ticks");
  }

  private static void refused(Runnable action) {
    assertThatThrownBy(action::run)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageNotContaining("secret");
  }
}
