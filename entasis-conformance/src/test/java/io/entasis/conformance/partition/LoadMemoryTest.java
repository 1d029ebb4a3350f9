package io.entasis.conformance.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.conformance.Beside;
import io.entasis.conformance.write.SampleTicks;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@EntasisTest
class LoadMemoryTest {

  private static final int ROWS = 200_000;

  /** The rows alone would take more than the heap. */
  @Test
  void aLongSourceFitsIntoASmallHeap(TestDatabase database) throws Exception {
    Process child = Beside.limited(new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx16m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Child.class.getName(),
            database.jdbcUrl(),
            database.user(),
            database.password())
        .redirectErrorStream(true)
        .start());

    assertThat(new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .contains("accepted " + ROWS);
    assertThat(child.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(database.query("select count(*) from market_data_y2024m01"))
        .containsExactly(String.valueOf(ROWS));
  }

  /** Runs in a process of its own. */
  static final class Child {

    private Child() {}

    public static void main(String... args) {
      List<String> given = List.of(args);
      try (Entasis entasis = Entasis.builder()
          .rollupRefresh(Duration.ZERO)
          .url(given.get(0))
          .user(given.get(1))
          .password(given.get(2))
          .poolSize(2)
          .open()) {
        System.out.println("accepted "
            + entasis
                .partitions()
                .backfill(Tick.TABLE, YearMonth.of(2024, 1), SampleTicks.lazySeries(ROWS))
                .rows()
                .accepted());
      }
    }
  }
}
