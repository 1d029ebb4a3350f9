package io.entasis.benchmarks.bar;

import io.entasis.bar.BarSize;
import io.entasis.benchmarks.race.Contender;
import io.entasis.benchmarks.race.Race;
import io.entasis.benchmarks.race.Standings;
import io.entasis.benchmarks.race.TextTable;
import io.entasis.benchmarks.setup.Bench;
import io.entasis.benchmarks.setup.Database;
import java.sql.Connection;
import java.util.List;
import java.util.stream.Stream;

/** Hourly bars from ticks; a condition on exchanges, though it leaves all in, keeps kept bars out. All ways must find the same bars. */
public final class BarRace {

  private static final String ENTASIS = "Entasis bars from ticks";
  private static final String ARRAYS = "ordered array_agg";

  private BarRace() {}

  /** Runs it and prints the table. */
  public static void run(Bench bench) throws Exception {
    int ticks = bench.arguments().history();
    try (Database database = new Database(bench.server());
        Connection connection = database.connect()) {
      database.load(bench.tape().first(ticks));
      List<Ohlcv> expected = new SqlBars(connection, SqlBars.ORDERED_ARRAYS).run();
      Standings standings = Race.<List<Ohlcv>>of(
              bench.arguments().rounds(), bars -> check(expected, bars))
          .run(contenders(database, connection));
      bench.title("Hourly bars of %,d ticks (%,d bars)", ticks, expected.size());
      bench.print(table(standings));
    }
  }

  private static List<Contender<List<Ohlcv>>> contenders(Database database, Connection connection) {
    List<String> symbols = database.entasis().ticks().all().symbols();
    List<String> exchanges = database.entasis().ticks().all().exchanges();
    return List.of(
        new Contender<>(
            ENTASIS,
            new EntasisBars(database
                .entasis()
                .bars()
                .of(symbols, BarSize.ofHours(1))
                .on(
                    exchanges.get(0),
                    exchanges.subList(1, exchanges.size()).toArray(String[]::new)))),
        new Contender<>(
            "its statement, without notional", new SqlBars(connection, SqlBars.HASH_AND_PROBES)),
        new Contender<>(ARRAYS, new SqlBars(connection, SqlBars.ORDERED_ARRAYS)),
        new Contender<>("window functions", new SqlBars(connection, SqlBars.WINDOWS)));
  }

  private static TextTable table(Standings standings) {
    TextTable table =
        new TextTable("way", "median ms", "min ms", "max ms", "speed against " + ARRAYS);
    standings
        .all()
        .forEach(each -> table.row(Stream.of(
            each.name(),
            Standings.millis(each.median()),
            Standings.millis(each.min()),
            Standings.millis(each.max()),
            Standings.ratio(standings.speed(each.name(), ARRAYS)))));
    return table;
  }

  private static void check(List<Ohlcv> expected, List<Ohlcv> bars) {
    if (!bars.equals(expected)) {
      throw new IllegalStateException("the bars are not those of the ordered arrays");
    }
  }
}
