package io.entasis.benchmarks.history;

import io.entasis.benchmarks.race.Contender;
import io.entasis.benchmarks.race.Race;
import io.entasis.benchmarks.race.Standings;
import io.entasis.benchmarks.race.Target;
import io.entasis.benchmarks.race.TextTable;
import io.entasis.benchmarks.race.Way;
import io.entasis.benchmarks.setup.Bench;
import io.entasis.tick.Tick;
import io.entasis.tick.Ticks;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a longer history costs: ten times the ticks within a month, and ten times the months. */
public final class GrowthRace {

  private static final int BATCH = 5_000;
  private static final int SINGLES = 200;
  private static final int LATE = 1_000;
  private static final double ALLOWED = 1.3;
  private static final Duration LONGEST_TURN = Duration.ofMillis(500);

  private final Histories histories;
  private final Bench bench;

  private GrowthRace(Histories histories, Bench bench) {
    this.histories = histories;
    this.bench = bench;
  }

  /** Runs it and prints the table. */
  public static void run(Bench bench) throws Exception {
    try (Histories histories = Histories.load(bench)) {
      new GrowthRace(histories, bench).run();
    }
  }

  private void run() throws Exception {
    int rounds = bench.arguments().rounds();
    List<Tick> fresh = History.ofNewDay(BATCH);
    Race<Long> writing = Race.<Long>of(rounds, GrowthRace::isSome).before(this::forgetNewDay);
    List<HistoryTimes> times = new ArrayList<>();
    times.addAll(histories.race(
        writing,
        each -> List.of(new Contender<>("saveAll of 5,000 ticks", saveAll(shelf(each), fresh)))));
    times.addAll(histories.race(
        writing.callsPerTurn(SINGLES, LONGEST_TURN),
        each -> List.of(new Contender<>("save of one tick", save(shelf(each), fresh)))));
    times.addAll(histories.race(
        Race.<Long>of(rounds, GrowthRace::isSome)
            .callsPerTurn(bench.arguments().calls(), LONGEST_TURN),
        GrowthRace::reading));
    times.addAll(histories.race(
        Race.<Long>of(rounds, GrowthRace::isSome).before(this::saveLateTicks),
        each -> List.of(new Contender<>("refresh after 1,000 late ticks", refresh(each)))));
    print("Cost as the history grows, microseconds", times);
    for (HistoryTimes each : times) {
      bench.print(Target.atMost(ALLOWED, each.way() + ", ten times the history", each.byHistory()));
      bench.print(Target.atMost(ALLOWED, each.way() + ", ten times the months", each.byMonths()));
    }
    print(
        "The first question of a connection, with connecting, microseconds",
        histories.race(
            Race.<Long>of(rounds, GrowthRace::isSome).callsPerTurn(SINGLES, LONGEST_TURN),
            GrowthRace::connecting));
  }

  private static List<Contender<Long>> reading(History history) {
    String symbol = history.symbols().get(0);
    Ticks shelf = shelf(history);
    return List.of(
        new Contender<>(
            "findLatest", () -> shelf.of(symbol).findLatest().stream().count()),
        new Contender<>("one day's ticks", () ->
            (long) shelf.of(symbol).during(History.LAST_DAY).list().size()));
  }

  /** What a connection pays once, beside the price of the connection itself. */
  private static List<Contender<Long>> connecting(History history) {
    String symbol = history.symbols().get(0);
    Ticks shelf = history.database().unpooled().ticks();
    return List.of(
        new Contender<>("a new connection, select 1", () -> {
          try (Connection connection = history.database().connect();
              Statement statement = connection.createStatement();
              ResultSet row = statement.executeQuery("select 1")) {
            row.next();
            return row.getLong(1);
          }
        }),
        new Contender<>(
            "a new connection, findLatest",
            () -> shelf.of(symbol).findLatest().stream().count()),
        new Contender<>("a new connection, one day's ticks", () ->
            (long) shelf.of(symbol).during(History.LAST_DAY).list().size()));
  }

  private static Way<Long> refresh(History history) {
    return () -> history.database().entasis().rollups().refresh().minutes();
  }

  /** In every history alike; each turn brings one of them up to date, so all are as far behind. */
  private Object saveLateTicks() {
    List<Tick> late = History.ofLastDay(LATE);
    histories.all().forEach(history -> {
      history.database().entasis().rollups().refresh();
      shelf(history).saveAll(late);
    });
    return histories;
  }

  private Object forgetNewDay() {
    histories.all().forEach(History::forgetNewDay);
    return histories;
  }

  private static Way<Long> saveAll(Ticks shelf, List<Tick> ticks) {
    return () -> shelf.saveAll(ticks).accepted();
  }

  private static Way<Long> save(Ticks shelf, List<Tick> ticks) {
    Iterator<Tick> endless = Stream.generate(() -> ticks).flatMap(List::stream).iterator();
    return () -> {
      shelf.save(endless.next());
      return 1L;
    };
  }

  private static Ticks shelf(History history) {
    return history.database().entasis().ticks();
  }

  private static void isSome(long rows) {
    if (rows == 0) {
      throw new IllegalStateException("no rows");
    }
  }

  private void print(String title, List<HistoryTimes> times) {
    List<String> names = histories.names();
    TextTable table = new TextTable(Stream.of(
            Stream.of("what"),
            names.stream(),
            Stream.of(names.get(1) + " / " + names.get(0), names.get(3) + " / " + names.get(2)))
        .flatMap(cells -> cells)
        .toArray(String[]::new));
    times.forEach(each -> table.row(Stream.of(
            Stream.of(each.way()),
            each.micros().map(micros -> String.format(Locale.ROOT, "%,.0f", micros)),
            Stream.of(Standings.ratio(each.byHistory()), Standings.ratio(each.byMonths())))
        .flatMap(cells -> cells)));
    bench.title("%s", title);
    bench.print(table);
  }
}
