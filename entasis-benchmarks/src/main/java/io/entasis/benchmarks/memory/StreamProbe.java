package io.entasis.benchmarks.memory;

import io.entasis.Entasis;
import io.entasis.tick.Tick;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.stream.Stream;

/** Streams all ticks of a database and tells what memory that took; run by {@link StreamCheck} in a JVM of its own. */
final class StreamProbe {

  private static final int LOOK_EVERY = 250_000;

  private long rows;
  private long live;

  private StreamProbe() {}

  /** With URL, user and password. */
  public static void main(String[] address) {
    try (Entasis entasis = Entasis.builder()
        .url(address[0])
        .user(address[1])
        .password(address[2])
        .statementTimeout(Duration.ofMinutes(10))
        .open()) {
      System.out.println(new StreamProbe().read(entasis));
    }
  }

  private StreamReport read(Entasis entasis) {
    long start = System.nanoTime();
    try (Stream<Tick> ticks = entasis.ticks().all().stream()) {
      ticks.forEachOrdered(this::count);
    }
    return new StreamReport(rows, System.nanoTime() - start, live, peak());
  }

  private void count(Tick tick) {
    rows += tick.symbol().isEmpty() ? 0 : 1;
    if (rows % LOOK_EVERY == 0) {
      System.gc();
      live = Math.max(
          live, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
  }

  /** The pools need not peak at once, so it is no less than what was ever in use. */
  private static long peak() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(usage -> usage.getUsed())
        .sum();
  }
}
