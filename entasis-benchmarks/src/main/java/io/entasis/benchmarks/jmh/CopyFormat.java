package io.entasis.benchmarks.jmh;

import io.entasis.benchmarks.race.TextTable;
import io.entasis.benchmarks.setup.Bench;
import io.entasis.benchmarks.setup.ClassPath;
import java.util.Locale;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the JMH benchmarks of this package with their allocation. */
public final class CopyFormat {

  private static final String ALLOCATION = "gc.alloc.rate.norm";

  private CopyFormat() {}

  /** Runs them and prints the table. */
  public static void run(Bench bench) throws RunnerException {
    // JMH starts its own JVMs with it.
    System.setProperty("java.class.path", ClassPath.ofThisProgram());
    TextTable table = new TextTable("what", "ns per tick", "+/-", "bytes allocated per tick");
    for (RunResult result : new Runner(new OptionsBuilder()
            .include(CopyFormat.class.getPackageName())
            .addProfiler(GCProfiler.class)
            .verbosity(VerboseMode.SILENT)
            .build())
        .run()) {
      Result<?> time = result.getPrimaryResult();
      table.row(Stream.of(
          result.getParams().getBenchmark().replaceFirst(".*\\.(\\w+\\.\\w+)$", "$1"),
          oneDecimal(time.getScore()),
          oneDecimal(time.getScoreError()),
          allocation(result)));
    }
    bench.title("Encoder and decoder of binary COPY, by JMH");
    bench.print(table);
  }

  private static String allocation(RunResult result) {
    Result<?> allocation = result.getSecondaryResults().get(ALLOCATION);
    return allocation == null ? "" : oneDecimal(allocation.getScore());
  }

  private static String oneDecimal(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }
}
