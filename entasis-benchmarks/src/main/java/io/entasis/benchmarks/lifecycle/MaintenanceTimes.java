package io.entasis.benchmarks.lifecycle;

import io.entasis.Entasis;
import io.entasis.archive.ParquetArchive;
import io.entasis.benchmarks.history.History;
import io.entasis.benchmarks.race.TextTable;
import io.entasis.benchmarks.setup.Bench;
import io.entasis.partition.MaintenancePolicy;
import io.entasis.partition.MaintenanceReport;
import io.entasis.partition.PartitionArchive;
import io.entasis.partition.PartitionPlan;
import io.entasis.partition.PartitionedTable;
import io.entasis.tick.Tick;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Months that all leave at once: each is sealed, archived to a folder, detached, compared and dropped, while others read and write. */
public final class MaintenanceTimes {

  private final Bench bench;
  private final TextTable table = new TextTable(
      "months that leave",
      "plan, ms",
      "maintenance, s",
      "a month, ms",
      "longest read, ms",
      "longest write, ms",
      "nothing to do, ms");

  private MaintenanceTimes(Bench bench) {
    this.bench = bench;
  }

  /** Runs it and prints the table. */
  public static void run(Bench bench) throws IOException {
    new MaintenanceTimes(bench).run();
  }

  private void run() throws IOException {
    int most = bench.arguments().months();
    for (int months : Stream.of(1, Math.max(2, most / 10), most).distinct().toList()) {
      measure(months);
    }
    bench.title(
        "Maintenance of partitions of about %,d ticks", bench.arguments().monthly());
    bench.print(table);
  }

  /** The last month stays. */
  private void measure(int months) throws IOException {
    Path folder = Files.createTempDirectory("entasis-maintenance");
    try (History history =
            History.ofMonths(bench.server(), months + 1, bench.arguments().monthly());
        PartitionArchive archive = ParquetArchive.inFolder(folder)) {
      Entasis entasis = history.database().entasis();
      MaintenancePolicy policy = MaintenancePolicy.defaults()
          .only(PartitionedTable.MARKET_DATA)
          .retainRaw(Period.ofDays(1))
          .keepRollupsForEver()
          .archive(archive)
          .grace(Duration.ZERO);
      entasis.rollups().refresh();
      row(months, entasis, policy, lastTick(entasis, history));
    } finally {
      delete(folder);
    }
  }

  private void row(int months, Entasis entasis, MaintenancePolicy policy, Tick tick) {
    long began = System.nanoTime();
    PartitionPlan plan = entasis.partitions().maintenance(policy).preview();
    long planned = System.nanoTime();
    try (Stalls stalls = Stalls.of(entasis, tick)) {
      long started = System.nanoTime();
      MaintenanceReport report = plan.apply();
      long ended = System.nanoTime();
      Duration read = stalls.longestRead();
      Duration write = stalls.longestWrite();
      check(report);
      long again = System.nanoTime();
      entasis.partitions().maintenance(policy).preview().apply();
      table.row(Stream.of(
          months + (months == 1 ? " month" : " months"),
          number((planned - began) / 1e6),
          number((ended - started) / 1e9),
          number((ended - started) / 1e6 / months),
          number(read.toNanos() / 1e6),
          number(write.toNanos() / 1e6),
          number((System.nanoTime() - again) / 1e6)));
    }
  }

  private static Tick lastTick(Entasis entasis, History history) {
    return entasis.ticks().of(history.symbols().get(0)).findLatest().orElseThrow();
  }

  private static void check(MaintenanceReport report) {
    if (report.outcome() != MaintenanceReport.Outcome.DONE) {
      throw new IllegalStateException(report.toString());
    }
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%,.1f", value);
  }

  private static void delete(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(folder)) {
      files = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }
}
