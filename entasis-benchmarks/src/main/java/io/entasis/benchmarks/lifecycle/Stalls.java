package io.entasis.benchmarks.lifecycle;

import io.entasis.Entasis;
import io.entasis.tick.Tick;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** A reader and a writer that work without a pause, and the longest time that each of them waited for one call. */
final class Stalls implements AutoCloseable {

  private final AtomicBoolean ended = new AtomicBoolean();
  private final CompletableFuture<Long> reading;
  private final CompletableFuture<Long> writing;

  private Stalls(Runnable read, Runnable write) {
    this.reading =
        CompletableFuture.supplyAsync(() -> longest(read), task -> new Thread(task).start());
    this.writing =
        CompletableFuture.supplyAsync(() -> longest(write), task -> new Thread(task).start());
  }

  /** One day of a symbol is read, and one tick is saved, again and again. */
  static Stalls of(Entasis entasis, Tick tick) {
    return new Stalls(
        () -> entasis.ticks().of(tick.symbol()).since(tick.timestamp()).list(),
        () -> entasis.ticks().saveAll(List.of(tick)));
  }

  Duration longestRead() {
    close();
    return Duration.ofNanos(reading.join());
  }

  Duration longestWrite() {
    close();
    return Duration.ofNanos(writing.join());
  }

  @Override
  public void close() {
    ended.set(true);
  }

  private long longest(Runnable call) {
    long longest = 0;
    while (!ended.get()) {
      long began = System.nanoTime();
      call.run();
      longest = Math.max(longest, System.nanoTime() - began);
    }
    return longest;
  }
}
