package io.entasis.benchmarks.rollup;

import io.entasis.benchmarks.race.Contender;
import io.entasis.benchmarks.race.Race;
import io.entasis.benchmarks.race.Standings;
import io.entasis.benchmarks.race.Target;
import io.entasis.benchmarks.race.TextTable;
import io.entasis.benchmarks.race.Way;
import io.entasis.benchmarks.setup.Bench;
import io.entasis.benchmarks.setup.Database;
import io.entasis.ingest.IngestOptions;
import io.entasis.tick.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What noting the changed minutes costs a writer: the same ticks into two databases, of which one has no triggers and the other those of the
 * ledger alone. The triggers of the change log would pay for a part of what both need.
 */
public final class LedgerRace {

  private static final String WITH = "with the ledger";
  private static final String WITHOUT = "without";
  private static final double MOST = 1.10;
  private static final int SYMBOLS = 1_000;
  private static final int BATCH = 5_000;
  private static final int WRITERS = 8;

  private final Bench bench;
  private final Database with;
  private final Database without;

  private LedgerRace(Bench bench, Database with, Database without) {
    this.bench = bench;
    this.with = with;
    this.without = without;
  }

  /** Runs it and prints the table. */
  public static void run(Bench bench) throws Exception {
    List<Tick> few = bench.tape().list(bench.arguments().rows());
    List<Tick> many = spread(few);
    try (Database with = new Database(bench.server());
        Database without = new Database(bench.server())) {
      with.load(few.stream());
      without.load(few.stream());
      disarm(with, "changes");
      disarm(without, "changes");
      disarm(without, "rollup");
      new LedgerRace(bench, with, without).run(few, many);
    }
  }

  private void run(List<Tick> few, List<Tick> many) throws Exception {
    bench.title("What the ledger costs, writing %,d ticks", few.size());
    TextTable table = new TextTable("shape", "with, ms", "without, ms", "time with / without");
    List<Target> targets = new ArrayList<>();
    race("one COPY", few, few.size(), 1, table, targets);
    race("batches of 5,000", few, BATCH, 1, table, targets);
    race("batches of 5,000, 8 writers", few, BATCH, WRITERS, table, targets);
    race("batches of 5,000, 1,000 symbols", many, BATCH, 1, table, targets);
    bench.print(table);
    targets.forEach(bench::print);
  }

  private void race(
      String shape, List<Tick> ticks, int batch, int writers, TextTable table, List<Target> targets)
      throws Exception {
    Standings standings = Race.<Long>of(bench.arguments().rounds(), rows -> check(rows, ticks))
        .before(() -> {
          with.empty();
          without.empty();
          return true;
        })
        .run(List.of(
            new Contender<>(WITH, saving(with, ticks, batch, writers)),
            new Contender<>(WITHOUT, saving(without, ticks, batch, writers))));
    double ratio = standings.speed(WITHOUT, WITH);
    table.row(Stream.of(
        shape,
        Standings.millis(standings.of(WITH).median()),
        Standings.millis(standings.of(WITHOUT).median()),
        Standings.ratio(ratio)));
    targets.add(Target.atMost(MOST, shape, ratio));
  }

  private static Way<Long> saving(Database database, List<Tick> ticks, int batch, int writers) {
    IngestOptions options = IngestOptions.defaults().batchSize(batch);
    if (writers == 1) {
      return () -> database.entasis().ticks().saveAll(ticks, options).accepted();
    }
    return () -> {
      ExecutorService threads = Executors.newFixedThreadPool(writers);
      try {
        List<Future<Long>> shares = IntStream.range(0, writers)
            .mapToObj(number -> threads.submit(() -> database
                .entasis()
                .ticks()
                .saveAll(share(ticks, number, writers), options)
                .accepted()))
            .toList();
        long rows = 0;
        for (Future<Long> share : shares) {
          rows += share.get();
        }
        return rows;
      } finally {
        threads.shutdown();
      }
    };
  }

  private static List<Tick> share(List<Tick> ticks, int number, int writers) {
    int size = ticks.size() / writers;
    return ticks.subList(number * size, number == writers - 1 ? ticks.size() : (number + 1) * size);
  }

  /** The same ticks, as if they were of a thousand instruments. */
  private static List<Tick> spread(List<Tick> ticks) {
    return IntStream.range(0, ticks.size())
        .mapToObj(number -> {
          Tick tick = ticks.get(number);
          return new Tick(
              "S" + number % SYMBOLS,
              tick.exchange(),
              tick.timestamp(),
              tick.price(),
              tick.volume());
        })
        .toList();
  }

  private static void disarm(Database database, String kind) {
    database.execute("""
        do $$
        declare armed record;
        begin
          for armed in select tgname, tgrelid::regclass as table_name from pg_trigger where tgname like 'market\\_data\\_KIND\\_%' loop
            execute format('drop trigger %I on %s', armed.tgname, armed.table_name);
          end loop;
        end $$""".replace("KIND", kind));
  }

  private static void check(long rows, List<Tick> ticks) {
    if (rows != ticks.size()) {
      throw new IllegalStateException("stored " + rows + " of " + ticks.size());
    }
  }
}
