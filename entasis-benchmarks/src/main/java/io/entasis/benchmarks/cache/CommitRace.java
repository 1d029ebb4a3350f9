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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What the change log and the polling cost many writers of small batches: 32 of them, each in transactions of its own. The change log is
 * off where its triggers are; so are other triggers of the table in turn, where there are any.
 */
public final class CommitRace {

  private static final String TABLE = "market_data";
  private static final String CHANGES = "changes";
  private static final String ALL = "all triggers, polled";

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
    try (Entasis plain = open(synchronous).open();
        CachingInTurns caching =
            new CachingInTurns(open(synchronous).cache(CacheSettings.defaults()))) {
      CommitLoad load = new CommitLoad(rows, commits);
      load.run(plain);
      Standings standings = Race.<Long>of(bench.arguments().rounds(), told -> check(load, told))
          .before(() -> {
            database.execute("truncate market_data, ingest_batch, change_log");
            database.execute("checkpoint");
            return true;
          })
          .run(contenders(load, plain, caching));
      bench.title(
          "Commits of %d rows by %d writers, synchronous_commit %s",
          rows, CommitLoad.WRITERS, synchronous);
      print(standings, load);
    }
  }

  private List<Contender<Long>> contenders(CommitLoad load, Entasis plain, CachingInTurns caching) {
    List<String> families = triggers.families();
    List<Contender<Long>> contenders = new ArrayList<>();
    contenders.add(polled(ALL, load, caching, families));
    for (String family : families) {
      List<String> others =
          families.stream().filter(other -> !other.equals(family)).toList();
      contenders.add(
          family.equals(CHANGES)
              ? unpolled(without(family), load, plain, caching, others)
              : polled(without(family), load, caching, others));
    }
    if (families.size() > 1) {
      contenders.add(unpolled("without any", load, plain, caching, List.of()));
    }
    return contenders;
  }

  private Contender<Long> polled(
      String name, CommitLoad load, CachingInTurns caching, List<String> families) {
    return new Contender<>(
        name,
        () -> {
          triggers.only(families);
          return caching.on();
        },
        () -> load.run(caching.on()));
  }

  /** Nobody follows or prunes a log meanwhile that nobody writes. */
  private Contender<Long> unpolled(
      String name, CommitLoad load, Entasis plain, CachingInTurns caching, List<String> families) {
    return new Contender<>(
        name,
        () -> {
          triggers.only(families);
          caching.close();
          return true;
        },
        () -> load.run(plain));
  }

  private void print(Standings standings, CommitLoad load) {
    TextTable table = new TextTable("triggers", "commits/s", "min", "max", "against no change log");
    for (Standing each : standings.all()) {
      table.row(Stream.of(
          each.name(),
          perSecond(load.commits(), each.median().toNanos()),
          perSecond(load.commits(), each.max().toNanos()),
          perSecond(load.commits(), each.min().toNanos()),
          Standings.ratio(standings.speed(each.name(), without(CHANGES)))));
    }
    bench.print(table);
    bench.print(Target.atLeast(
        0.9, "commits with change log and polling", standings.speed(ALL, without(CHANGES))));
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

  private static String without(String family) {
    return "without " + family;
  }

  private static String perSecond(long number, long nanos) {
    return String.format(Locale.ROOT, "%,.0f", number * 1e9 / nanos);
  }
}
