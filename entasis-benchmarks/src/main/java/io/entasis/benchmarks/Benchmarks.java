package io.entasis.benchmarks;

import io.entasis.benchmarks.archive.ArchiveCheck;
import io.entasis.benchmarks.asof.AsOfRace;
import io.entasis.benchmarks.bar.BarRace;
import io.entasis.benchmarks.cache.CacheCheck;
import io.entasis.benchmarks.cache.CommitRace;
import io.entasis.benchmarks.history.GrowthRace;
import io.entasis.benchmarks.jmh.CopyFormat;
import io.entasis.benchmarks.latest.LatestRace;
import io.entasis.benchmarks.lifecycle.MaintenanceTimes;
import io.entasis.benchmarks.memory.StreamCheck;
import io.entasis.benchmarks.option.ChainRace;
import io.entasis.benchmarks.partition.BackfillRace;
import io.entasis.benchmarks.prediction.EvaluateRace;
import io.entasis.benchmarks.read.ReadRace;
import io.entasis.benchmarks.rollup.LedgerRace;
import io.entasis.benchmarks.rollup.RollupRace;
import io.entasis.benchmarks.setup.Arguments;
import io.entasis.benchmarks.setup.Bench;
import io.entasis.benchmarks.setup.BenchmarkServer;
import io.entasis.benchmarks.setup.Database;
import io.entasis.benchmarks.setup.Machine;
import io.entasis.benchmarks.tape.TickTape;
import io.entasis.benchmarks.write.SmallBatchRace;
import io.entasis.benchmarks.write.WriteRace;
import io.entasis.testkit.TestServer;

/**
 * Entasis beside other ways of doing the same, on this machine and in one run:
 *
 * <pre>
 * make bench
 * make bench args="--only write,read --rounds 9"
 * </pre>
 *
 * <p>{@link Arguments#USAGE} names the arguments. It starts a PostgreSQL of its own, which wants some 4 GB of memory and of
 * disk space, and takes about half an hour. Real ticks are used when the environment variable ENTASIS_DATA names a folder with
 * files {@code ticks/*.csv.gz} of the columns timestamp, symbol, exchange, price and volume; made-up ones otherwise.
 *
 * <p>Compare ratios, not times: the ways take turns, and a ratio is the median of the ratios within each round. A machine that
 * does something else meanwhile gives figures that mean nothing.
 */
public final class Benchmarks {

  private Benchmarks() {}

  /** With the arguments of {@link Arguments#USAGE}. */
  public static void main(String[] words) throws Exception {
    Arguments arguments;
    try {
      arguments = Arguments.parse(words);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.println(Arguments.USAGE);
      System.exit(2);
      return;
    }
    try (TestServer server = BenchmarkServer.start()) {
      run(new Bench(server, TickTape.ofEnvironment(), arguments, System.out));
    }
  }

  static void run(Bench bench) throws Exception {
    bench.print("# Benchmarks\n");
    bench.print(Machine.description());
    try (Database database = new Database(bench.server())) {
      bench.print(BenchmarkServer.settings(database));
    }
    bench.print(bench.tape().description());
    for (Arguments.Part part : bench.arguments().only()) {
      run(part, bench);
    }
  }

  private static void run(Arguments.Part part, Bench bench) throws Exception {
    switch (part) {
      case WRITE -> WriteRace.run(bench);
      case SMALL -> SmallBatchRace.run(bench);
      case LEDGER -> LedgerRace.run(bench);
      case BACKFILL -> BackfillRace.run(bench);
      case READ -> ReadRace.run(bench);
      case BARS -> BarRace.run(bench);
      case ROLLUPS -> RollupRace.run(bench);
      case LATEST -> LatestRace.run(bench);
      case MONTHS -> GrowthRace.run(bench);
      case MAINTENANCE -> MaintenanceTimes.run(bench);
      case STREAM -> StreamCheck.run(bench);
      case CHAIN -> ChainRace.run(bench);
      case ASOF -> AsOfRace.run(bench);
      case EVALUATE -> EvaluateRace.run(bench);
      case CACHED -> CacheCheck.run(bench);
      case COMMITS -> CommitRace.run(bench);
      case ARCHIVE -> ArchiveCheck.run(bench);
      case JMH -> CopyFormat.run(bench);
    }
  }
}
