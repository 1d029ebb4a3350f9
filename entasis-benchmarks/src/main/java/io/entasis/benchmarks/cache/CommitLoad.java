package io.entasis.benchmarks.cache;

import io.entasis.Entasis;
import io.entasis.tick.Tick;
import io.entasis.tick.Ticks;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Many writers at once, each with a symbol of its own.
 *
 * @param rows rows in a commit
 * @param each commits of each writer
 */
record CommitLoad(int rows, int each) {

  static final int WRITERS = 32;

  private static final Instant BEGIN = Instant.parse("2024-01-10T00:00:00Z");

  long commits() {
    return (long) WRITERS * each;
  }

  /** Writes; gives the number of rows that were stored. */
  long run(Entasis entasis) throws InterruptedException, ExecutionException {
    ExecutorService executor = Executors.newFixedThreadPool(WRITERS);
    try {
      List<Future<Long>> writers = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        String symbol = "S" + writer;
        writers.add(executor.submit(() -> write(entasis.ticks(), symbol)));
      }
      long stored = 0;
      for (Future<Long> writer : writers) {
        stored += writer.get();
      }
      return stored;
    } finally {
      executor.shutdownNow();
    }
  }

  private long write(Ticks ticks, String symbol) {
    long stored = 0;
    for (int commit = 0; commit < each; commit++) {
      int first = commit * rows;
      stored += ticks
          .saveAll(IntStream.range(first, first + rows).mapToObj(row -> tick(symbol, row)))
          .accepted();
    }
    return stored;
  }

  private static Tick tick(String symbol, int row) {
    return new Tick(
        symbol,
        "BINANCE",
        BEGIN.plusMillis(row),
        BigDecimal.valueOf(6_425_000L + row % 100, 2),
        BigDecimal.ONE);
  }
}
