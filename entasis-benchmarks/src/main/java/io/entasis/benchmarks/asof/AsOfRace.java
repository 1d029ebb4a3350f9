package io.entasis.benchmarks.asof;

import io.entasis.benchmarks.race.Contender;
import io.entasis.benchmarks.race.Race;
import io.entasis.benchmarks.race.Standings;
import io.entasis.benchmarks.race.TextTable;
import io.entasis.benchmarks.setup.Bench;
import io.entasis.benchmarks.setup.Database;
import io.entasis.query.AsOfMatch;
import io.entasis.query.AsOfRule;
import io.entasis.tick.Tick;
import io.entasis.tick.TickReader;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/** The tick that prevailed at each of many moments of one day. */
public final class AsOfRace {

  private static final int MOMENTS_A_CALL = 100;
  private static final Duration OLDEST = Duration.ofMinutes(5);

  private AsOfRace() {}

  /** Runs it and prints the tables. */
  public static void run(Bench bench) throws Exception {
    List<Tick> ticks = bench.tape().list(bench.arguments().rows());
    Instant day = ticks.get(0).timestamp().truncatedTo(ChronoUnit.DAYS).plus(13, ChronoUnit.HOURS);
    try (Database database = new Database(bench.server());
        Connection connection = database.connect()) {
      database.load(ticks.stream());
      TickReader shelf = database.entasis().ticks();
      List<String> symbols = shelf.all().symbols();
      int number = bench.arguments().calls() * MOMENTS_A_CALL;
      List<Moment> moments = Moment.over(day, day.plus(Duration.ofHours(7)), symbols, number);
      Standings standings = Race.<Long>of(
              bench.arguments().rounds(), check(AsOfSql.matches(connection, moments)))
          .run(List.of(
              new Contender<>("joinAsOf", () -> joined(shelf, moments)),
              new Contender<>(
                  "one LATERAL through JDBC", () -> AsOfSql.matches(connection, moments)),
              new Contender<>("a loop of findAsOf", () -> looped(shelf, moments))));
      bench.title("The prevailing tick at %,d moments of one day", number);
      print(bench, standings);
    }
  }

  private static long joined(TickReader shelf, List<Moment> moments) {
    try (Stream<AsOfMatch<Moment, Tick>> matches = shelf
        .all()
        .joinAsOf(moments.stream(), Moment::symbol, Moment::at, AsOfRule.atOrBefore(OLDEST))) {
      return matches.filter(match -> match.right().isPresent()).count();
    }
  }

  private static long looped(TickReader shelf, List<Moment> moments) {
    return moments.stream()
        .filter(
            each -> shelf.of(each.symbol()).maxAge(OLDEST).findAsOf(each.at()).isPresent())
        .count();
  }

  private static Race.Check<Long> check(long expected) {
    return found -> {
      if (found != expected || expected == 0) {
        throw new IllegalStateException("found " + found + " ticks instead of " + expected);
      }
    };
  }

  private static void print(Bench bench, Standings standings) {
    TextTable table = new TextTable("way", "median ms", "min ms", "max ms");
    standings
        .all()
        .forEach(each -> table.row(Stream.of(
            each.name(),
            Standings.millis(each.median()),
            Standings.millis(each.min()),
            Standings.millis(each.max()))));
    bench.print(table);
  }
}
