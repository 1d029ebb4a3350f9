package io.entasis.conformance.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.conformance.Beside;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Streams need no more memory for many rows than for few. */
@EntasisTest
class StreamMemoryTest {

  private static final int ROWS = 250_000;

  /** As records, the rows need more memory than the process gets. */
  @Test
  void moreRowsThanMemoryHoldsCanBeStreamed(TestDatabase database)
      throws IOException, InterruptedException {
    database.execute("drop index idx_market_data_symbol_timestamp");
    database.execute("drop index idx_market_data_exchange_timestamp");
    TickStreamTest.fill(database, ROWS);
    Process process = Beside.limited(new ProcessBuilder(List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx24m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Reader.class.getName(),
            database.jdbcUrl(),
            database.user(),
            database.password()))
        .redirectErrorStream(true)
        .start());
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).endsWith(2 * ROWS + " ticks\n");
  }

  /** Reads all ticks of a database, as a stream and by forEach. */
  static final class Reader {

    private Reader() {}

    /** With URL, user and password. */
    public static void main(String[] args) {
      try (Entasis entasis = Entasis.builder()
          .rollupRefresh(Duration.ZERO)
          .url(args[0])
          .user(args[1])
          .password(args[2])
          .poolSize(1)
          .open()) {
        AtomicLong ticks = new AtomicLong();
        try (Stream<Tick> stream = entasis.ticks().all().stream()) {
          ticks.addAndGet(stream.filter(tick -> tick.volume().signum() > 0).count());
        }
        entasis.ticks().all().forEach(tick -> ticks.incrementAndGet());
        System.out.print(ticks.get() + " ticks\n");
      }
    }
  }
}
