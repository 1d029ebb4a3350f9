package io.entasis.examples;

import io.entasis.examples.TickReader.BadLine;
import io.entasis.ingest.IngestFailedException;
import io.entasis.ingest.IngestOptions;
import io.entasis.ingest.IngestReport;
import io.entasis.tick.Ticks;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Stores sources one after the other, each under a key of its own, and shows how it goes. */
final class TickLoad {

  private static final int BATCH = 20_000;

  private final Ticks ticks;
  private final PrintStream out;
  private final Coverage coverage;

  TickLoad(Ticks ticks, PrintStream out, Clock clock) {
    this.ticks = ticks;
    this.out = out;
    this.coverage = new Coverage(clock);
  }

  LoadResult load(List<TickSource> sources) throws FailedException, IOException {
    List<SourceResult> results = new ArrayList<>();
    long rows = sources.stream().mapToLong(TickSource::rows).sum();
    try (LoadProgress progress = new LoadProgress(out, rows)) {
      long before = 0;
      for (TickSource source : sources) {
        results.add(load(source, before, progress));
        before += source.rows();
        progress.reached(before);
      }
    }
    return new LoadResult(results, coverage);
  }

  private SourceResult load(TickSource source, long before, LoadProgress progress)
      throws FailedException, IOException {
    try (TickReader reader = source.open()) {
      IngestOptions options = IngestOptions.defaults()
          .key(source.key())
          .batchSize(BATCH)
          .listener(done -> progress.reached(before + done.rows() + reader.badLineCount()));
      IngestReport report = ticks.saveAll(coverage.noting(reader), options);
      return new SourceResult(
          source.name(), report, problems(reader, report), reader.badLineCount());
    } catch (IngestFailedException e) {
      throw new FailedException(
          String.format(
              Locale.ROOT,
              "%s: %s; stored so far: %,d ticks",
              source.name(),
              e.getMessage(),
              e.report().accepted()),
          e);
    }
  }

  private static List<BadLine> problems(TickReader reader, IngestReport report) {
    Stream<BadLine> refused = report.rejections().stream()
        .map(rejection -> new BadLine(reader.lineOf(rejection.row()), Refusal.of(rejection)));
    return Stream.concat(reader.badLines().stream(), refused)
        .sorted(Comparator.comparingLong(BadLine::line))
        .toList();
  }
}
