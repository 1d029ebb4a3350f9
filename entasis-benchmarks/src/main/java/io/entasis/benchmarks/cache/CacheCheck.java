package io.entasis.benchmarks.cache;

import io.entasis.benchmarks.race.Target;
import io.entasis.benchmarks.race.TextTable;
import io.entasis.benchmarks.setup.Bench;
import io.entasis.benchmarks.setup.ClassPath;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs {@link CachedLatest} with its allocation. */
public final class CacheCheck {

  private static final String ALLOCATION = "gc.alloc.rate.norm";
  /** Other threads allocate a little meanwhile, which is spread over the calls; the smallest object has 16. */
  private static final double NO_BYTE = 0.5;

  private CacheCheck() {}

  /** Runs it and prints the table. */
  public static void run(Bench bench) throws RunnerException {
    // JMH starts its own JVMs with it.
    System.setProperty("java.class.path", ClassPath.ofThisProgram());
    TextTable table = new TextTable("latest tick", "symbols", "ns", "+/-", "bytes allocated");
    Map<String, RunResult> results = new HashMap<>();
    for (RunResult result : new Runner(new OptionsBuilder()
            .include(CachedLatest.class.getName())
            .addProfiler(GCProfiler.class)
            .verbosity(VerboseMode.SILENT)
            .build())
        .run()) {
      String name = result.getParams().getBenchmark().replaceFirst(".*\\.", "");
      String symbols = result.getParams().getParam("symbols");
      results.put(name + symbols, result);
      table.row(Stream.of(
          name,
          symbols,
          decimals(result.getPrimaryResult().getScore()),
          decimals(result.getPrimaryResult().getScoreError()),
          decimals(allocated(result))));
    }
    bench.title("The latest tick from the cache, by JMH");
    bench.print(table);
    for (String symbols : List.of("1", "1024")) {
      for (String form : List.of("findLatest", "findLatestUnheld")) {
        compare(bench, results, form, symbols);
      }
    }
  }

  private static void compare(
      Bench bench, Map<String, RunResult> results, String form, String symbols) {
    RunResult library = of(results, form + symbols);
    String among = " among " + symbols;
    bench.print(Target.atMost(
        1.5,
        form + " against bare Caffeine" + among,
        ratio(library, of(results, "caffeine" + symbols))));
    bench.print(Target.atMost(
        1.5,
        form + " against Caffeine with an age" + among,
        ratio(library, of(results, "caffeineWithAnAge" + symbols))));
    bench.print(
        Target.atMost(NO_BYTE, "bytes that " + form + " allocates" + among, allocated(library)));
  }

  private static double ratio(RunResult one, RunResult other) {
    return one.getPrimaryResult().getScore() / other.getPrimaryResult().getScore();
  }

  private static RunResult of(Map<String, RunResult> results, String name) {
    return Objects.requireNonNull(results.get(name), name);
  }

  private static double allocated(RunResult result) {
    return Objects.requireNonNull(result.getSecondaryResults().get(ALLOCATION), ALLOCATION)
        .getScore();
  }

  private static String decimals(double number) {
    return String.format(Locale.ROOT, "%.2f", number);
  }
}
