package io.entasis.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.error.InvalidInputException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoadOptionsTest {

  @Test
  void eachSettingChangesItselfAlone() {
    LoadMonitor monitor = LoadMonitor.none();
    LoadOptions options = LoadOptions.defaults()
        .connections(32)
        .lockTimeout(Duration.ofMillis(1))
        .attempts(1)
        .monitor(monitor);

    assertThat(options).isEqualTo(new LoadOptions(32, Duration.ofMillis(1), 1, monitor));
    assertThat(LoadOptions.defaults().connections()).isEqualTo(3);
    assertThat(LoadOptions.defaults().lockTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(LoadOptions.defaults().attempts()).isEqualTo(20);

    assertThat(BackfillOptions.defaults()
            .rejectLimit(1)
            .keptRejections(2)
            .knownAfter(Duration.ofSeconds(3))
            .loading(options))
        .isEqualTo(new BackfillOptions(1, 2, Optional.of(Duration.ofSeconds(3)), options));
    assertThat(BackfillOptions.defaults())
        .isEqualTo(
            new BackfillOptions(Long.MAX_VALUE, 1_000, Optional.empty(), LoadOptions.defaults()));
  }

  @Test
  void whatIsOutOfRangeIsNamed() {
    LoadOptions options = LoadOptions.defaults();
    assertRefused(() -> options.connections(0), "connections");
    assertRefused(() -> options.connections(33), "connections");
    assertRefused(() -> options.lockTimeout(Duration.ZERO), "lockTimeout");
    assertRefused(() -> options.lockTimeout(Duration.ofHours(2)), "lockTimeout");
    assertRefused(() -> options.attempts(0), "attempts");
    assertRefused(() -> BackfillOptions.defaults().rejectLimit(-1), "rejectLimit");
    assertRefused(() -> BackfillOptions.defaults().keptRejections(-1), "keptRejections");
    assertRefused(() -> BackfillOptions.defaults().knownAfter(Duration.ofDays(367)), "knownAfter");
    assertRefused(() -> new LoadableTable<>(" ", String.class), "name");
  }

  private static void assertRefused(Runnable call, String named) {
    assertThatThrownBy(call::run)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(named);
  }
}
