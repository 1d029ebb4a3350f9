package io.entasis.benchmarks.archive;

import io.entasis.archive.ParquetArchive;
import io.entasis.benchmarks.race.TextTable;
import io.entasis.benchmarks.tape.TickTape;
import io.entasis.market.TimeRange;
import io.entasis.partition.ArchiveEntry;
import io.entasis.partition.ArchiveMonitor;
import io.entasis.partition.ArchiveRequest;
import io.entasis.partition.ArchiveStep;
import io.entasis.partition.ContentDigest;
import io.entasis.partition.PartitionKey;
import io.entasis.partition.PartitionRows;
import io.entasis.partition.RowBuffer;
import io.entasis.tick.Tick;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;

/** Archives ticks and reads them, and tells what that took; run by {@link ArchiveCheck} in a JVM of its own. */
final class ArchiveProbe {

  private final TextTable table = new TextTable("step", "seconds", "rows/s");
  private final ParquetArchive archive;
  private final TapeRows rows;

  private ArchiveProbe(ParquetArchive archive, TapeRows rows) {
    this.archive = archive;
    this.rows = rows;
  }

  /** With the number of ticks. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createTempDirectory("entasis-benchmark-archive-");
    try (ParquetArchive archive = ParquetArchive.inFolder(folder)) {
      TapeRows rows = new TapeRows(TickTape.ofEnvironment(), Integer.parseInt(arguments[0]));
      new ArchiveProbe(archive, rows).run();
    } finally {
      delete(folder);
    }
  }

  private void run() {
    time("made up, to compare with", () -> {
      RowBuffer row = new RowBuffer(rows.layout());
      while (rows.next(row)) {
        // Made and thrown away.
      }
    });
    rows.rewind();
    StepTimes steps = new StepTimes();
    ArchiveEntry entry = archive.store(request(), rows, steps);
    for (ArchiveStep step : ArchiveStep.values()) {
      row("store: " + step.name().toLowerCase(Locale.ROOT), steps.of(step));
    }
    row("store, all of it", steps.total());
    time("verify", () -> archive.verify(entry, ArchiveMonitor.none()));
    time("read rows", () -> read(entry));
    time("read ticks", () -> {
      try (Stream<Tick> ticks = archive.ticks(entry).stream()) {
        check(ticks.filter(tick -> tick.volume().signum() >= 0).count() == entry.rows());
      }
    });
    System.out.print(table);
    System.out.printf(Locale.ROOT, "%n%.2f bytes a tick%n", (double) entry.bytes() / entry.rows());
  }

  private void read(ArchiveEntry entry) {
    ContentDigest expected = entry.content();
    try (PartitionRows stored = archive.read(entry, ArchiveMonitor.none())) {
      RowBuffer row = new RowBuffer(stored.layout());
      long count = 0;
      while (stored.next(row)) {
        count++;
      }
      check(count == expected.rows());
    }
  }

  private void time(String step, Runnable work) {
    long start = System.nanoTime();
    work.run();
    row(step, Duration.ofNanos(System.nanoTime() - start));
  }

  private void row(String step, Duration time) {
    double seconds = time.toNanos() / 1e9;
    table.row(Stream.of(
        step,
        String.format(Locale.ROOT, "%.2f", seconds),
        String.format(Locale.ROOT, "%,.0f", rows.count() / seconds)));
  }

  private static ArchiveRequest request() {
    TimeRange always = TimeRange.of(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"));
    return ArchiveRequest.of(new PartitionKey("market_data", "market_data_all", always), "1");
  }

  private static void check(boolean good) {
    if (!good) {
      throw new IllegalStateException("the archive gave back something else");
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
