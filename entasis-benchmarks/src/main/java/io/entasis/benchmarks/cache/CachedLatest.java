package io.entasis.benchmarks.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.entasis.Entasis;
import io.entasis.cache.CacheSettings;
import io.entasis.testkit.TestDatabase;
import io.entasis.testkit.TestServer;
import io.entasis.tick.Tick;
import io.entasis.tick.TickQuery;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The latest tick of a symbol from the cache, beside a cache that promises nothing, or a fixed age. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 8, time = 1)
public class CachedLatest {

  private static final int ROWS = 100_000;
  private static final int MASK = 1_023;

  /** How many symbols are asked for in turn: one that stays in the caches of the processor, or many. */
  @Param({"1", "1024"})
  private int symbols;

  private final TestServer server = TestServer.start();
  private final TestDatabase database = server.createDatabase();
  private final Entasis entasis =
      database.entasis().cache(CacheSettings.defaults()).open();
  private final String[] names = new String[MASK + 1];
  private final TickQuery[] queries = new TickQuery[MASK + 1];
  private final Cache<String, Optional<Tick>> bare = Caffeine.newBuilder()
      .maximumWeight(ROWS)
      .weigher((String symbol, Optional<Tick> tick) -> 1)
      .build();
  private final Cache<String, Optional<Tick>> expiring = Caffeine.newBuilder()
      .maximumWeight(ROWS)
      .weigher((String symbol, Optional<Tick> tick) -> 1)
      .expireAfterWrite(Duration.ofHours(1))
      .build();
  private int turn;

  /** Makes all of them hold the ticks. */
  @Setup
  public void fill() {
    for (int i = 0; i <= MASK; i++) {
      names[i] = "S" + i % symbols;
      queries[i] = entasis.ticks().of(names[i]);
    }
    entasis.ticks().saveAll(Arrays.stream(names).distinct().map(CachedLatest::tick));
    for (int i = 0; i < symbols; i++) {
      Optional<Tick> tick = queries[i].findLatest();
      bare.put(names[i], tick);
      expiring.put(names[i], tick);
    }
  }

  /** Ends the server. */
  @TearDown
  public void close() {
    entasis.close();
    database.close();
    server.close();
  }

  /** Bare Caffeine. */
  @Benchmark
  public @Nullable Object caffeine() {
    return bare.getIfPresent(names[next()]);
  }

  /** Caffeine that looks at the time. */
  @Benchmark
  public @Nullable Object caffeineWithAnAge() {
    return expiring.getIfPresent(names[next()]);
  }

  /** The library, by a question that is held. */
  @Benchmark
  public Optional<Tick> findLatest() {
    return queries[next()].findLatest();
  }

  /** The library, by a question that is made anew each time. */
  @Benchmark
  public Optional<Tick> findLatestUnheld() {
    return entasis.ticks().of(names[next()]).findLatest();
  }

  /** Jumps, so that the processor cannot guess. */
  private int next() {
    turn += 389;
    return turn & MASK;
  }

  private static Tick tick(String symbol) {
    return new Tick(
        symbol,
        "BINANCE",
        Instant.parse("2024-01-10T12:00:00Z"),
        new BigDecimal("64250.1"),
        BigDecimal.ONE);
  }
}
