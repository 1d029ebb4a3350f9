package io.entasis.benchmarks.history;

import io.entasis.benchmarks.race.Contender;
import io.entasis.benchmarks.race.Race;
import io.entasis.benchmarks.race.Standing;
import io.entasis.benchmarks.race.Standings;
import io.entasis.benchmarks.setup.Bench;
import java.util.ArrayList;
import java.util.List;
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

  /** Lets the ways race in all of the histories at once; each history has the same ways. */
  public <A> List<HistoryTimes> race(Race<A> race, Function<History, List<Contender<A>>> ways)
      throws Exception {
    List<List<Contender<A>>> byHistory = all.stream().map(ways).toList();
    Standings outcome = race.run(byHistory.stream().flatMap(List::stream).toList());
    List<HistoryTimes> times = new ArrayList<>();
    int number = byHistory.get(0).size();
    for (int way = 0; way < number; way++) {
      List<Standing> standings = new ArrayList<>();
      for (int history = 0; history < all.size(); history++) {
        standings.add(outcome.all().get(history * number + way));
      }
      times.add(new HistoryTimes(byHistory.get(0).get(way).name(), standings));
    }
    return times;
  }

  @Override
  public void close() {
    all.forEach(History::close);
  }
}
