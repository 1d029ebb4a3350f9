package io.entasis.benchmarks.read;

import io.entasis.market.Micros;
import io.entasis.tick.Tick;
import io.entasis.tick.TickColumns;
import java.util.List;

/** Takes in every value of the rows, in their order, at next to no cost. Numbers count as doubles, which every way can give. */
final class Checksum {

  private static final double SCALE = 1e8;

  private long rows;
  private long times;
  private long names;
  private double prices;
  private double volumes;

  static Checksum of(List<Tick> ticks) {
    Checksum sum = new Checksum();
    ticks.forEach(sum::add);
    return sum;
  }

  static Checksum of(TickColumns columns) {
    Checksum sum = new Checksum();
    for (int row = 0; row < columns.size(); row++) {
      sum.add(
          columns.symbols().at(row),
          columns.exchanges().at(row),
          columns.timestamps()[row],
          columns.prices()[row] / SCALE,
          columns.volumes()[row] / SCALE);
    }
    return sum;
  }

  /** Of an answer that was thrown away: only its length is known. */
  static Checksum ofUnseen(long rows) {
    Checksum sum = new Checksum();
    sum.rows = rows;
    return sum;
  }

  void add(Tick tick) {
    add(
        tick.symbol(),
        tick.exchange(),
        Micros.of(tick.timestamp()),
        tick.price().doubleValue(),
        tick.volume().doubleValue());
  }

  long rows() {
    return rows;
  }

  /** Whether both are of the same rows, as far as they saw them. */
  boolean agreesWith(Checksum other) {
    boolean unseen = times == 0 || other.times == 0;
    return rows == other.rows && (unseen || toString().equals(other.toString()));
  }

  @Override
  public String toString() {
    return rows + " rows, " + times + ", " + names + ", " + prices + ", " + volumes;
  }

  private void add(String symbol, String exchange, long micros, double price, double volume) {
    rows++;
    times = 31 * times + micros;
    names = 31 * names + symbol.hashCode() + 7L * exchange.hashCode();
    prices += price;
    volumes += volume;
  }
}
