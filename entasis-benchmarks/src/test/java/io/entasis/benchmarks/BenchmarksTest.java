package io.entasis.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.benchmarks.setup.Arguments;
import io.entasis.benchmarks.setup.Bench;
import io.entasis.benchmarks.tape.SimulatedTape;
import io.entasis.testkit.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every way takes part once, with few ticks; the races themselves check that all do the same. Nothing is said about times. */
class BenchmarksTest {

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "write, PgBulkInsert, 3000 rows are stored by each way",
    "small, jOOQ batch, small batches are stored by each way",
    "read, jOOQ into records, each way sees the same ticks",
    "bars, window functions, each way finds the same bars",
    "latest, JDBC distinct on, each way finds the same ticks",
    "months, save of one tick, each history is asked",
    "commits, no trigger, each load is stored",
    "archive, bytes a tick, a partition goes into the archive and back",
    "maintenance, 4 months, each history is maintained",
    "stream, '3,000 rows', all ticks come"
  })
  void everyWayDoesTheSameJob(String part, String inTheTable, String why) throws Exception {
    assertThat(run(part)).as(why).contains(inTheTable);
  }

  private static String run(String part) throws Exception {
    Arguments few = Arguments.parse(
        "--only",
        part,
        "--rounds",
        "1",
        "--rows",
        "3000",
        "--history",
        "3000",
        "--months",
        "4",
        "--monthly",
        "500",
        "--calls",
        "3");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8)) {
      Benchmarks.run(new Bench(server, new SimulatedTape(), few, print));
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
