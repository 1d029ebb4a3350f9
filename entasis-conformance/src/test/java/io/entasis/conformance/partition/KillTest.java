package io.entasis.conformance.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entasis.Entasis;
import io.entasis.conformance.Beside;
import io.entasis.partition.ArchiveMonitor;
import io.entasis.partition.MaintenanceListener;
import io.entasis.partition.MaintenancePolicy;
import io.entasis.partition.MaintenanceReport;
import io.entasis.partition.MaintenanceStep;
import io.entasis.partition.PartitionArchive;
import io.entasis.partition.PartitionedTable;
import io.entasis.partition.StepKind;
import io.entasis.partition.StepResult;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A process that maintains dies at once, as by kill -9, and another one completes its work. */
@EntasisTest
class KillTest {

  private static final String OLD = "market_data_y2024m02";
  private static final String NOW = "2024-06-15T12:00:00Z";

  /** After it, or when so many of its statements were answered. */
  @ParameterizedTest
  @CsvSource({
    "CREATE, 0", "SEAL, 0", "ARCHIVE, 0", "DETACH, 0", "DROP, 0",
    "CREATE, 5", "SEAL, 12", "ARCHIVE, 8", "DETACH, 6", "DROP, 8"
  })
  void afterAStepOrInsideOfIt(
      StepKind step, int statements, TestDatabase database, @TempDir Path folder) throws Exception {
    try (Entasis entasis = Months.open(database, new MovingClock(NOW));
        PartitionArchive archive = Months.archive(folder)) {
      Months.load(entasis, "2024-02", "2024-06");

      Process child = child(database, folder, step.name(), statements);
      assertThat(output(child)).contains("dies " + (statements == 0 ? "after " : "in ") + step);
      assertThat(child.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(child.exitValue()).isEqualTo(Maintainer.DEAD);
      awaitTheEndOf(database);

      MaintenanceReport report =
          entasis.partitions().maintenance(policy(archive)).preview().apply();
      assertThat(report.outcome()).isEqualTo(MaintenanceReport.Outcome.DONE);
      assertThat(Months.exists(database, OLD)).isFalse();
      archive.verify(archive.get("market_data", OLD), ArchiveMonitor.none());
      assertThat(archive.get("market_data", OLD).rows()).isEqualTo(58);
      assertThat(entasis.ticks().all().count())
          .isEqualTo(Months.ticks("2024-03", "2024-06").size());
    }
  }

  @Test
  void twoProcessesDoNotMaintainAtOnce(TestDatabase database, @TempDir Path folder)
      throws Exception {
    try (Entasis entasis = Months.open(database, new MovingClock(NOW));
        PartitionArchive archive = Months.archive(folder)) {
      Months.load(entasis, "2024-02", "2024-06");
      Process child = child(database, folder, "waits", 0);
      try {
        String first = firstLine(child);
        assertThat(first).startsWith("maintains as ");

        MaintenanceReport report =
            entasis.partitions().maintenance(policy(archive)).preview().apply();

        assertThat(report.outcome()).isEqualTo(MaintenanceReport.Outcome.ELSEWHERE);
        assertThat(report.results()).isEmpty();
        assertThat(report.maintainer().orElseThrow().applicationName()).isEqualTo("the-other-one");
        assertThat(database.query(
                "select pid from pg_stat_activity where application_name = 'the-other-one'"))
            .contains(Integer.toString(report.maintainer().orElseThrow().pid()));
        assertThat(Months.exists(database, OLD)).isTrue();
      } finally {
        child.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
      }
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> entasis
                  .partitions()
                  .maintenance(policy(archive))
                  .preview()
                  .apply()
                  .outcome()
              == MaintenanceReport.Outcome.DONE);
      assertThat(Months.exists(database, OLD)).isFalse();
    }
  }

  private static MaintenancePolicy policy(PartitionArchive archive) {
    return MaintenancePolicy.defaults()
        .only(PartitionedTable.MARKET_DATA)
        .archive(archive)
        .grace(Duration.ZERO);
  }

  /** What the server still works on when its client is gone. */
  private static void awaitTheEndOf(TestDatabase database) {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> database
            .query("select pid from pg_stat_activity where application_name = 'the-other-one'")
            .isEmpty());
  }

  private static Process child(TestDatabase database, Path folder, String what, int statements)
      throws IOException {
    return Beside.limited(new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Maintainer.class.getName(),
            database.jdbcUrl(),
            database.user(),
            folder.toString(),
            what,
            Integer.toString(statements))
        .redirectErrorStream(true)
        .start());
  }

  private static String output(Process child) throws IOException {
    return new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String firstLine(Process child) throws IOException {
    BufferedReader reader = child.inputReader(StandardCharsets.UTF_8);
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      if (line.startsWith("maintains")) {
        return line;
      }
    }
    return "";
  }

  /** Runs in a process of its own. */
  static final class Maintainer {

    static final int DEAD = 7;

    private Maintainer() {}

    public static void main(String... args) {
      List<String> given = List.of(args);
      PGSimpleDataSource server = new PGSimpleDataSource();
      server.setUrl(given.get(0));
      server.setUser(given.get(1));
      server.setApplicationName("the-other-one");
      CutDataSource source = new CutDataSource(server, () -> die("in " + given.get(3)));
      Fate fate = new Fate(given.get(3), Integer.parseInt(given.get(4)), source);
      try (Entasis entasis = Entasis.builder()
              .dataSource(source)
              .rollupRefresh(Duration.ZERO)
              .clock(new MovingClock(NOW))
              .open();
          PartitionArchive archive = Months.archive(Path.of(given.get(2)))) {
        entasis.partitions().maintenance(policy(archive)).preview().apply(fate);
      }
    }

    private static void die(String where) {
      System.out.println("dies " + where);
      System.out.flush();
      Runtime.getRuntime().halt(DEAD);
    }

    /** What becomes of the process. */
    private static final class Fate implements MaintenanceListener {

      private final String what;
      private final int statements;
      private final CutDataSource source;

      Fate(String what, int statements, CutDataSource source) {
        this.what = what;
        this.statements = statements;
        this.source = source;
      }

      @Override
      public void began(MaintenanceStep step) {
        if (what.equals("waits")) {
          System.out.println("maintains as " + ProcessHandle.current().pid());
          while (true) {
            LockSupport.park();
          }
        }
        if (statements > 0 && step.kind().name().equals(what)) {
          source.cutAfter(statements);
        }
      }

      @Override
      public void ended(StepResult result) {
        if (statements == 0 && result.step().kind().name().equals(what)) {
          die("after " + what);
        }
      }
    }
  }
}
