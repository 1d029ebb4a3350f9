package io.entasis.benchmarks.cache;

import io.entasis.Entasis;
import io.entasis.EntasisBuilder;
import io.entasis.benchmarks.race.Contender;
import io.entasis.benchmarks.race.Race;
import io.entasis.benchmarks.race.Standing;
import io.entasis.benchmarks.race.Standings;
import io.entasis.benchmarks.race.Target;
import io.entasis.benchmarks.race.TextTable;
import io.entasis.benchmarks.setup.Bench;
import io.entasis.cache.CacheSettings;
import io.entasis.testkit.TestDatabase;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What the change log and the polling cost many writers of small batches, together and each by itself: 32 writers, each in transactions of
 * its own. The change log is off where its triggers are.
 */
public final class CommitRace {

  private static final String TABLE = "market_data";
  private static final String CHANGES = "changes";
  private static final String ALL = "all triggers, polled";
  private static final String WITHOUT_LOG = "no change log, no cache";

  /** Each connection has done each of its statements, and each plan is kept. */
  private static final int WARM_UP = 40;

  private final Bench bench;
  private final TestDatabase database;
  private final Triggers triggers;

  private CommitRace(Bench bench, TestDatabase database) {
    this.bench = bench;
    this.database = database;
    this.triggers = new Triggers(database, TABLE);
  }

  /** Runs it and prints the tables. */
  public static void run(Bench bench) throws Exception {
    try (TestDatabase database = bench.server().createDatabase()) {
      CommitRace race = new CommitRace(bench, database);
      race.run(10, bench.arguments().calls() / 4 + 1, "off");
      race.run(10, bench.arguments().calls() / 4 + 1, "on");
      race.run(500, bench.arguments().calls() / 25 + 1, "on");
    }
  }

  private void run(int rows, int commits, String synchronous) throws Exception {
    CommitLoad load = new CommitLoad(rows, commits);
    try (InTurns turns = new InTurns()) {
      Standings standings = Race.<Long>of(bench.arguments().rounds(), told -> check(load, told))
          .before(() -> {
            long unused = new CommitLoad(rows, Math.min(WARM_UP, commits)).run(turns.present());
            database.execute(
                "truncate market_data, ingest_batch, change_log; truncate rollup_ledger, bars_1m, bars_1h, bars_1d");
            database.execute("checkpoint");
            return true;
          })
          .run(contenders(load, turns, synchronous));
      bench.title(
          "Commits of %d rows by %d writers, synchronous_commit %s",
          rows, CommitLoad.WRITERS, synchronous);
      print(standings, load);
    }
  }

  private List<Contender<Long>> contenders(CommitLoad load, InTurns turns, String synchronous) {
    List<String> all = triggers.families();
    List<String> others = all.stream().filter(family -> !family.equals(CHANGES)).toList();
    Supplier<EntasisBuilder> plain = () -> open(synchronous);
    Supplier<EntasisBuilder> caching = () -> open(synchronous).cache(CacheSettings.defaults());
    return List.of(
        contender(ALL, load, turns, all, caching),
        contender("all triggers, no cache", load, turns, all, plain),
        contender("no change log, polled", load, turns, others, caching),
        contender(WITHOUT_LOG, load, turns, others, plain),
        contender("no trigger, no cache", load, turns, List.of(), plain));
  }

  /** Each turn has connections of its own, so that none is warmer than another. */
  private Contender<Long> contender(
      String name,
      CommitLoad load,
      InTurns turns,
      List<String> families,
      Supplier<EntasisBuilder> builder) {
    return new Contender<>(
        name,
        () -> {
          triggers.only(families);
          return turns.open(builder.get());
        },
        () -> load.run(turns.present()));
  }

  private void print(Standings standings, CommitLoad load) {
    TextTable table = new TextTable("triggers", "commits/s", "min", "max", "against no change log");
    for (Standing each : standings.all()) {
      table.row(Stream.of(
          each.name(),
          perSecond(load.commits(), each.median().toNanos()),
          perSecond(load.commits(), each.max().toNanos()),
          perSecond(load.commits(), each.min().toNanos()),
          Standings.ratio(standings.speed(each.name(), WITHOUT_LOG))));
    }
    bench.print(table);
    bench.print(Target.atLeast(
        0.9, "commits with change log and polling", standings.speed(ALL, WITHOUT_LOG)));
  }

  private void check(CommitLoad load, long told) {
    long stored =
        Long.parseLong(database.query("select count(*) from market_data").get(0));
    if (told != load.commits() * load.rows() || stored != told) {
      throw new IllegalStateException(told + " rows were told and " + stored + " stored");
    }
  }

  private EntasisBuilder open(String synchronous) {
    return Entasis.builder()
        .url(database.with("options", "-c synchronous_commit=" + synchronous).jdbcUrl())
        .user(database.user())
        .password(database.password())
        .poolSize(CommitLoad.WRITERS + 4);
  }

  private static String perSecond(long number, long nanos) {
    return String.format(Locale.ROOT, "%,.0f", number * 1e9 / nanos);
  }
}
