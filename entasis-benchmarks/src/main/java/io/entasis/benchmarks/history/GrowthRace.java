package io.entasis.benchmarks.history;

import io.entasis.benchmarks.race.Race;
import io.entasis.benchmarks.race.Standing;
import io.entasis.benchmarks.race.Standings;
import io.entasis.benchmarks.race.Target;
import io.entasis.benchmarks.race.TextTable;
import io.entasis.benchmarks.race.Way;
import io.entasis.benchmarks.setup.Bench;
import io.entasis.tick.Tick;
import io.entasis.tick.Ticks;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What a longer history costs: ten times the ticks within a month, and ten times the months. */
public final class GrowthRace {

  private static final int BATCH = 5_000;
  private static final int SINGLES = 200;
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
    Map<String, Map<String, Standing>> times = new LinkedHashMap<>();
    List<Tick> fresh = History.ofNewDay(BATCH);
    Race<Long> writing = Race.<Long>of(rounds, GrowthRace::isSome).before(this::forgetNewDay);
    times.putAll(histories.race(
        writing, each -> Map.of("saveAll of 5,000 ticks", saveAll(shelf(each), fresh))));
    times.putAll(histories.race(
        writing.callsPerTurn(SINGLES, LONGEST_TURN),
        each -> Map.of("save of one tick", save(shelf(each), fresh))));
    times.putAll(histories.race(
        Race.<Long>of(rounds, GrowthRace::isSome)
            .callsPerTurn(bench.arguments().calls(), LONGEST_TURN),
        this::reading));
    print(times);
  }

  private Map<String, Way<Long>> reading(History history) {
    String symbol = history.symbols().get(0);
    Map<String, Way<Long>> ways = new LinkedHashMap<>();
    ways.put("findLatest", () -> shelf(history).of(symbol).findLatest().stream().count());
    ways.put("one day's ticks", () ->
        (long) shelf(history).of(symbol).during(History.LAST_DAY).list().size());
    return ways;
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

  private void print(Map<String, Map<String, Standing>> times) {
    List<String> names = histories.names();
    bench.title("Cost as the history grows, milliseconds");
    TextTable table = new TextTable(Stream.of(
            Stream.of("what"),
            names.stream(),
            Stream.of(names.get(1) + " / " + names.get(0), names.get(3) + " / " + names.get(2)))
        .flatMap(cells -> cells)
        .toArray(String[]::new));
    times.forEach((what, by) -> table.row(Stream.concat(
        Stream.concat(Stream.of(what), by.values().stream().map(each -> millis(each.median()))),
        Stream.of(Standings.ratio(growth(by, names, 1)), Standings.ratio(growth(by, names, 3))))));
    bench.print(table);
    times.forEach((what, by) -> {
      bench.print(Target.atMost(ALLOWED, what + ", ten times the history", growth(by, names, 1)));
      bench.print(Target.atMost(ALLOWED, what + ", ten times the months", growth(by, names, 3)));
    });
  }

  private static double growth(Map<String, Standing> by, List<String> names, int longer) {
    return by.get(names.get(longer)).timesThatOf(by.get(names.get(longer - 1)));
  }

  private static String millis(Duration time) {
    return String.format(Locale.ROOT, "%,.3f", time.toNanos() / 1e6);
  }
}
