package io.entasis.benchmarks.history;

import io.entasis.benchmarks.race.Contender;
import io.entasis.benchmarks.race.Race;
import io.entasis.benchmarks.race.Standing;
import io.entasis.benchmarks.race.Standings;
import io.entasis.benchmarks.race.Way;
import io.entasis.benchmarks.setup.Bench;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Histories of different lengths: a tenth of a month, one month, a tenth of the longest, and the longest.
 *
 * @param all the shortest first
 */
public record Histories(List<History> all) implements AutoCloseable {

  /** Copies the list. */
  public Histories {
    all = List.copyOf(all);
  }

  /** Makes them. */
  public static Histories load(Bench bench) {
    int months = bench.arguments().months();
    int monthly = bench.arguments().monthly();
    return new Histories(List.of(
        History.ofThreeDays(bench.server(), monthly),
        History.ofMonths(bench.server(), 1, monthly),
        History.ofMonths(bench.server(), Math.max(2, months / 10), monthly),
        History.ofMonths(bench.server(), Math.max(3, months), monthly)));
  }

  /** Names, the shortest first. */
  public List<String> names() {
    return all.stream().map(History::name).toList();
  }

  /** Lets the ways race in all of the histories at once; for each way, its times by the name of the history. */
  public <A> Map<String, Map<String, Standing>> race(
      Race<A> race, Function<History, Map<String, Way<A>>> ways) throws Exception {
    List<Contender<A>> contenders = new ArrayList<>();
    Map<String, Map<String, Standing>> standings = new LinkedHashMap<>();
    for (History history : all) {
      ways.apply(history).forEach((name, way) -> {
        contenders.add(new Contender<>(of(name, history), way));
        standings.put(name, new LinkedHashMap<>());
      });
    }
    Standings outcome = race.run(contenders);
    standings.forEach((name, times) ->
        all.forEach(history -> times.put(history.name(), outcome.of(of(name, history)))));
    return standings;
  }

  @Override
  public void close() {
    all.forEach(History::close);
  }

  private static String of(String way, History history) {
    return way + ", " + history.name();
  }
}
