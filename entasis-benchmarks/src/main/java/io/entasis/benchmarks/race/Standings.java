package io.entasis.benchmarks.race;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The outcome of a race.
 *
 * @param all one for each way, in the order of their turns
 */
public record Standings(List<Standing> all) {

  /** Copies the list. */
  public Standings {
    all = List.copyOf(all);
  }

  /** The times of a way. */
  public Standing of(String name) {
    return all.stream()
        .filter(standing -> standing.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name + " did not take part"));
  }

  /** Names of the ways, in the order of their turns. */
  public List<String> names() {
    return all.stream().map(Standing::name).toList();
  }

  /** The faster of two ways, of which the first may have stayed away. */
  public String fastestOf(String first, String second) {
    return names().contains(first) && speed(first, second) > 1 ? first : second;
  }

  /** How many times as fast the first is as the second. */
  public double speed(String first, String second) {
    return of(second).timesThatOf(of(first));
  }

  /**
   * A table of the times, with the speed of each way as a share of the limit's.
   *
   * @param rows rows that each way handled
   * @param limit the way that none is expected to beat
   */
  public TextTable table(long rows, String limit) {
    TextTable table =
        new TextTable("way", "rows/s", "median ms", "min ms", "max ms", "speed against the limit");
    for (Standing each : all) {
      table.row(Stream.concat(
          Stream.of(each.name(), perSecond(rows, each.median())),
          Stream.of(
              millis(each.median()),
              millis(each.min()),
              millis(each.max()),
              ratio(speed(each.name(), limit)))));
    }
    return table;
  }

  /** In milliseconds. */
  public static String millis(Duration time) {
    return String.format(Locale.ROOT, "%,.1f", time.toNanos() / 1e6);
  }

  /** In microseconds. */
  public static String micros(Duration time) {
    return String.format(Locale.ROOT, "%,.0f", time.toNanos() / 1e3);
  }

  /** With two decimals. */
  public static String ratio(double ratio) {
    return String.format(Locale.ROOT, "%.2f", ratio);
  }

  private static String perSecond(long rows, Duration time) {
    return String.format(Locale.ROOT, "%,.0f", rows * 1e9 / time.toNanos());
  }
}
