package io.entasis.benchmarks.option;

import io.entasis.benchmarks.race.Contender;
import io.entasis.benchmarks.race.Race;
import io.entasis.benchmarks.race.Standing;
import io.entasis.benchmarks.race.Standings;
import io.entasis.benchmarks.race.Target;
import io.entasis.benchmarks.race.TextTable;
import io.entasis.benchmarks.setup.Bench;
import io.entasis.benchmarks.setup.Database;
import io.entasis.option.OptionChainReader;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The chain of an underlying as of an instant, after one month of history and after many. */
public final class ChainRace {

  private static final int[] MONTHS = {1, 12, 60};
  private static final double ALLOWED = 1.3;
  private static final Duration LONGEST_TURN = Duration.ofSeconds(1);
  private static final int CALLS = 20;

  private ChainRace() {}

  /** Runs it and prints the table. */
  public static void run(Bench bench) throws Exception {
    List<Database> databases = new ArrayList<>();
    List<Connection> connections = new ArrayList<>();
    try {
      List<Contender<Integer>> contenders = new ArrayList<>();
      for (int months : MONTHS) {
        Database database = new Database(bench.server());
        databases.add(database);
        QuoteHistory.load(database, months);
        Connection connection = database.connect();
        connections.add(connection);
        contenders.addAll(contenders(database, connection, QuoteHistory.first(months)));
      }
      Standings standings = Race.<Integer>of(bench.arguments().rounds(), ChainRace::check)
          .callsPerTurn(CALLS, LONGEST_TURN)
          .run(contenders);
      print(bench, standings.all());
    } finally {
      for (Connection connection : connections) {
        connection.close();
      }
      databases.forEach(Database::close);
    }
  }

  private static List<Contender<Integer>> contenders(
      Database database, Connection connection, Instant first) {
    OptionChainReader shelf = database.entasis().chains();
    return List.of(
        new Contender<>(
            "chain",
            () -> shelf
                .on(QuoteHistory.UNDERLYING)
                .asOf(QuoteHistory.NOW)
                .get()
                .quotes()
                .size()),
        new Contender<>(
            "chain, maxAge 7 days",
            () -> shelf
                .on(QuoteHistory.UNDERLYING)
                .asOf(QuoteHistory.NOW)
                .maxAge(Duration.ofDays(7))
                .get()
                .quotes()
                .size()),
        new Contender<>(
            "chain, first of the history",
            () -> shelf.on(QuoteHistory.UNDERLYING).asOf(first).get().quotes().size()),
        new Contender<>("JDBC distinct on", () -> ChainSql.distinctOn(connection)));
  }

  private static void check(int quotes) {
    if (quotes != QuoteHistory.LIVE) {
      throw new IllegalStateException(quotes + " quotes instead of " + QuoteHistory.LIVE);
    }
  }

  private static void print(Bench bench, List<Standing> standings) {
    int ways = standings.size() / MONTHS.length;
    TextTable table = new TextTable("way", "1 month", "12 months", "60 months", "60 / 1");
    List<Target> targets = new ArrayList<>();
    for (int way = 0; way < ways; way++) {
      Standing shortest = standings.get(way);
      Standing longest = standings.get(way + 2 * ways);
      double growth = (double) longest.median().toNanos() / shortest.median().toNanos();
      table.row(Stream.of(
          shortest.name(),
          Standings.millis(shortest.median()),
          Standings.millis(standings.get(way + ways).median()),
          Standings.millis(longest.median()),
          String.format(Locale.ROOT, "%.2f", growth)));
      if (way + 1 < ways) {
        targets.add(Target.atMost(ALLOWED, shortest.name() + ", 60 months against 1", growth));
      }
    }
    bench.title("A chain of %,d contracts, milliseconds", QuoteHistory.LIVE);
    bench.print(table);
    targets.forEach(bench::print);
  }
}
