package io.entasis.benchmarks.latest;

import io.entasis.benchmarks.history.Histories;
import io.entasis.benchmarks.history.History;
import io.entasis.benchmarks.race.Race;
import io.entasis.benchmarks.race.Standing;
import io.entasis.benchmarks.race.Standings;
import io.entasis.benchmarks.race.Target;
import io.entasis.benchmarks.race.TextTable;
import io.entasis.benchmarks.race.Way;
import io.entasis.benchmarks.setup.Bench;
import io.entasis.tick.Tick;
import io.entasis.tick.Ticks;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The latest tick of one symbol and of each symbol, on warm connections, in histories of different lengths. */
public final class LatestRace {

  private static final String FIND_LATEST = "Entasis findLatest, one symbol";
  private static final Duration LONGEST_TURN = Duration.ofSeconds(1);
  private static final double MICROS_IN_A_MILLISECOND = 1_000;

  private final List<Connection> connections = new ArrayList<>();

  private LatestRace() {}

  /** Runs it and prints the table. */
  public static void run(Bench bench) throws Exception {
    try (Histories histories = Histories.load(bench)) {
      LatestRace race = new LatestRace();
      try {
        print(bench, histories.names(), race.run(bench, histories));
      } finally {
        for (Connection connection : race.connections) {
          connection.close();
        }
      }
    }
  }

  private Map<String, Map<String, Standing>> run(Bench bench, Histories histories)
      throws Exception {
    History any = histories.all().get(0);
    List<Tick> expected = LatestSql.distinctOn(connect(any)).run();
    Race<List<Tick>> race = Race.<List<Tick>>of(
            bench.arguments().rounds(), latest -> check(expected, latest))
        .callsPerTurn(bench.arguments().calls(), LONGEST_TURN);
    Map<String, Map<String, Way<List<Tick>>>> ways = new LinkedHashMap<>();
    for (History history : histories.all()) {
      ways.put(history.name(), ways(history));
    }
    return histories.race(race, history -> ways.get(history.name()));
  }

  private Map<String, Way<List<Tick>>> ways(History history) throws SQLException {
    Ticks shelf = history.database().entasis().ticks();
    String symbol = history.symbols().get(0);
    Connection connection = connect(history);
    Map<String, Way<List<Tick>>> ways = new LinkedHashMap<>();
    ways.put(FIND_LATEST, () -> shelf.of(symbol).findLatest().stream().toList());
    ways.put("JDBC probe, one symbol", LatestSql.probe(connection, symbol));
    ways.put(
        "Entasis latestPerSymbol",
        () -> List.copyOf(shelf.of(history.symbols()).latestPerSymbol().values()));
    ways.put("JDBC lateral probe per symbol", LatestSql.lateral(connection, history.symbols()));
    ways.put("JDBC distinct on", LatestSql.distinctOn(connection));
    return ways;
  }

  private Connection connect(History history) throws SQLException {
    Connection connection = history.database().connect();
    connections.add(connection);
    return connection;
  }

  private static void check(List<Tick> expected, List<Tick> latest) {
    boolean complete = latest.size() == 1 || latest.size() == expected.size();
    if (!complete || !expected.containsAll(latest)) {
      throw new IllegalStateException("found " + latest + " instead of " + expected);
    }
  }

  private static void print(
      Bench bench, List<String> names, Map<String, Map<String, Standing>> times) {
    bench.title("Latest tick on a warm connection, microseconds");
    TextTable table =
        new TextTable(Stream.concat(Stream.of("way"), names.stream()).toArray(String[]::new));
    times.forEach((way, by) -> table.row(Stream.concat(
        Stream.of(way), by.values().stream().map(each -> Standings.micros(each.median())))));
    bench.print(table);
    times
        .get(FIND_LATEST)
        .forEach((history, standing) -> bench.print(Target.atMost(
            MICROS_IN_A_MILLISECOND,
            "microseconds of findLatest with " + history,
            standing.median().toNanos() / 1e3)));
  }
}
