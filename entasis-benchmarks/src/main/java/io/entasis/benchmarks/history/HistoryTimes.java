package io.entasis.benchmarks.history;

import io.entasis.benchmarks.race.Standing;
import java.util.List;
import java.util.stream.Stream;

/**
 * The times of one way in histories of different lengths.
 *
 * @param way name of the way
 * @param standings one for each history, the shortest first
 */
public record HistoryTimes(String way, List<Standing> standings) {

  /** Copies the list. */
  public HistoryTimes {
    standings = List.copyOf(standings);
  }

  /** The median in each history, in microseconds. */
  public Stream<Double> micros() {
    return standings.stream().map(each -> each.median().toNanos() / 1e3);
  }

  /** How many times the time that a tenth of the ticks of a month take, a month takes. */
  double byHistory() {
    return standings.get(1).timesThatOf(standings.get(0));
  }

  /** How many times the time that a tenth of the months take, the longest history takes. */
  double byMonths() {
    return standings.get(3).timesThatOf(standings.get(2));
  }
}
