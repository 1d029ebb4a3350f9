package io.entasis.conformance.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.conformance.Beside;
import io.entasis.ingest.IngestOptions;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

@EntasisTest
class BoundedMemoryTest {

  private static final int ROWS = 200_000;

  @Test
  void noRowIsReadBeforeTheBatchesAheadOfItAreStored(Entasis entasis) {
    AtomicLong read = new AtomicLong();
    AtomicLong stored = new AtomicLong();
    AtomicLong mostWaiting = new AtomicLong();
    IngestOptions options = IngestOptions.defaults()
        .batchSize(100)
        .listener(progress -> stored.set(progress.accepted()));

    entasis
        .ticks()
        .saveAll(
            SampleTicks.series(2_050).stream()
                .peek(tick ->
                    mostWaiting.accumulateAndGet(read.incrementAndGet() - stored.get(), Math::max))
                .iterator(),
            options);

    assertThat(mostWaiting).hasValueLessThanOrEqualTo(101);
    assertThat(read).hasValue(2_050);
  }

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

    assertThat(output(child)).contains("accepted " + ROWS);
    assertThat(child.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(Rows.count(database)).isEqualTo(ROWS);
  }

  private static String output(Process child) throws IOException {
    return new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
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
        IngestOptions options = IngestOptions.defaults().batchSize(10_000);
        System.out.println("accepted "
            + entasis.ticks().saveAll(SampleTicks.lazySeries(ROWS), options).accepted());
      }
    }
  }
}
