package io.entasis.benchmarks.rollup;

import io.entasis.bar.Bar;
import io.entasis.bar.BarQuery;
import io.entasis.bar.BarSize;
import io.entasis.benchmarks.race.Contender;
import io.entasis.benchmarks.race.Race;
import io.entasis.benchmarks.race.Standings;
import io.entasis.benchmarks.race.Target;
import io.entasis.benchmarks.race.TextTable;
import io.entasis.benchmarks.setup.Bench;
import io.entasis.benchmarks.setup.Database;
import io.entasis.market.TimeRange;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Hourly bars from kept ones: all of them clean, then with one in a hundred hours changed in every minute, beside the same bars from
 * ticks. All ways must find the same bars.
 */
public final class RollupRace {

  private static final Duration LONGEST_TURN = Duration.ofSeconds(2);
  private static final int CALLS = 200;
  private static final int BARS = 276;
  private static final double CLEAN_MILLIS = 5;
  private static final double DIRTY_MILLIS = 50;

  private final Bench bench;
  private final Database database;
  private final BarQuery kept;
  private final BarQuery built;

  private RollupRace(Bench bench, Database database) {
    this.bench = bench;
    this.database = database;
    List<String> symbols = database.entasis().ticks().all().symbols();
    List<String> exchanges = database.entasis().ticks().all().exchanges();
    BarQuery hours = database
        .entasis()
        .bars()
        .of(symbols, BarSize.ofHours(1))
        .during(rangeOf(database, symbols));
    this.kept = hours;
    this.built =
        hours.on(exchanges.get(0), exchanges.subList(1, exchanges.size()).toArray(String[]::new));
  }

  /** Runs it and prints the tables. */
  public static void run(Bench bench) throws Exception {
    try (Database database = new Database(bench.server())) {
      database.load(bench.tape().first(bench.arguments().history()));
      bench.title("The first refresh after %,d ticks", bench.arguments().history());
      bench.print(database.entasis().rollups().refresh());
      database.execute("vacuum analyze");
      RollupRace race = new RollupRace(bench, database);
      race.run("clean", CLEAN_MILLIS);
      race.dirtyHours();
      race.run("one hour in a hundred changed in every minute", DIRTY_MILLIS);
    }
  }

  private void run(String state, double most) throws Exception {
    List<Bar> expected = built.list();
    Standings standings = Race.<List<Bar>>of(
            bench.arguments().rounds(), bars -> check(expected, bars))
        .callsPerTurn(CALLS, LONGEST_TURN)
        .run(List.of(
            new Contender<>("Entasis bars, kept", kept::list),
            new Contender<>("Entasis bars, from ticks", built::list)));
    bench.title("%,d hourly bars, %s", expected.size(), state);
    TextTable table = new TextTable("way", "median ms", "min ms", "max ms");
    standings
        .all()
        .forEach(each -> table.row(Stream.of(
            each.name(),
            Standings.millis(each.median()),
            Standings.millis(each.min()),
            Standings.millis(each.max()))));
    bench.print(table);
    bench.print(Target.atMost(
        most,
        "milliseconds for " + expected.size() + " bars, " + state,
        standings.of("Entasis bars, kept").median().toNanos() / 1e6));
  }

  /** The first hours of the first symbol, so that the figures compare whatever the length of the tape. */
  private static TimeRange rangeOf(Database database, List<String> symbols) {
    List<Bar> bars = database
        .entasis()
        .bars()
        .of(symbols.get(0), BarSize.ofHours(1))
        .limit(Math.max(1, BARS / symbols.size()))
        .list();
    return TimeRange.of(bars.get(0).start(), bars.get(bars.size() - 1).end());
  }

  private void dirtyHours() {
    database.execute("""
        insert into rollup_ledger (symbol, hour, bucket)
        select symbol, hour, hour + make_interval(mins => i)
        from (select symbol, bucket as hour, row_number() over (order by symbol, bucket) as number from bars_1h) hours,
          generate_series(0, 59) i
        where number % 100 = 50""");
  }

  private static void check(List<Bar> expected, List<Bar> bars) {
    if (!bars.equals(expected)) {
      throw new IllegalStateException("the bars are not those of the ticks");
    }
  }
}
