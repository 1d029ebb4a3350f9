package io.entasis.benchmarks.latest;

import io.entasis.benchmarks.history.Histories;
import io.entasis.benchmarks.history.History;
import io.entasis.benchmarks.history.HistoryTimes;
import io.entasis.benchmarks.race.Contender;
import io.entasis.benchmarks.race.Race;
import io.entasis.benchmarks.race.Target;
import io.entasis.benchmarks.race.TextTable;
import io.entasis.benchmarks.setup.Bench;
import io.entasis.tick.Tick;
import io.entasis.tick.Ticks;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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

  private List<HistoryTimes> run(Bench bench, Histories histories) throws Exception {
    Map<History, List<Contender<List<Tick>>>> contenders = new HashMap<>();
    for (History history : histories.all()) {
      contenders.put(history, contenders(history));
      check(contenders.getOrDefault(history, List.of()));
    }
    Race<List<Tick>> race = Race.<List<Tick>>of(bench.arguments().rounds(), latest -> {})
        .callsPerTurn(bench.arguments().calls(), LONGEST_TURN);
    return histories.race(race, history -> contenders.getOrDefault(history, List.of()));
  }

  private List<Contender<List<Tick>>> contenders(History history) throws SQLException {
    Ticks shelf = history.database().entasis().ticks();
    List<String> symbols = history.symbols();
    String symbol = symbols.get(0);
    Connection connection = connect(history);
    return List.of(
        new Contender<>(
            FIND_LATEST, () -> shelf.of(symbol).findLatest().stream().toList()),
        new Contender<>("JDBC probe, one symbol", LatestSql.probe(connection, symbol)),
        new Contender<>(
            "Entasis latestPerSymbol",
            () -> List.copyOf(shelf.of(symbols).latestPerSymbol().values())),
        new Contender<>("JDBC lateral probe per symbol", LatestSql.lateral(connection, symbols)),
        new Contender<>("JDBC distinct on", LatestSql.distinctOn(connection)));
  }

  private Connection connect(History history) throws SQLException {
    Connection connection = history.database().connect();
    connections.add(connection);
    return connection;
  }

  /** In one history all must find the same; the last way is the plainest one. */
  private static void check(List<Contender<List<Tick>>> contenders) throws Exception {
    List<Tick> expected = contenders.get(contenders.size() - 1).way().run();
    for (Contender<List<Tick>> contender : contenders) {
      List<Tick> latest = contender.way().run();
      boolean complete = latest.size() == 1 || latest.size() == expected.size();
      if (!complete || !expected.containsAll(latest)) {
        throw new IllegalStateException(contender.name() + " found something else");
      }
    }
  }

  private static void print(Bench bench, List<String> histories, List<HistoryTimes> times) {
    TextTable table =
        new TextTable(Stream.concat(Stream.of("way"), histories.stream()).toArray(String[]::new));
    times.forEach(each -> table.row(Stream.concat(
        Stream.of(each.way()),
        each.micros().map(micros -> String.format(Locale.ROOT, "%,.0f", micros)))));
    bench.title("Latest tick on a warm connection, microseconds");
    bench.print(table);
    List<Double> latest = times.get(0).micros().toList();
    for (int i = 0; i < latest.size(); i++) {
      bench.print(Target.atMost(
          MICROS_IN_A_MILLISECOND,
          "microseconds of findLatest in " + histories.get(i),
          latest.get(i)));
    }
  }
}
