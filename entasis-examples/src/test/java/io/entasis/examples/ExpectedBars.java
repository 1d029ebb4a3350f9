package io.entasis.examples;

import io.entasis.tick.Tick;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** The lines of bars.csv, computed from ticks by maps and without the library. */
final class ExpectedBars {

  private ExpectedBars() {}

  /** For sizes that divide a day; ticks of one instant are in the order of their arrival. */
  static List<String> csv(List<Tick> ticks, Duration size) {
    TreeMap<String, TreeMap<Instant, List<Tick>>> buckets = new TreeMap<>();
    for (Tick tick : ticks) {
      long seconds = tick.timestamp().getEpochSecond();
      Instant start = Instant.ofEpochSecond(seconds - seconds % size.toSeconds());
      buckets
          .computeIfAbsent(tick.symbol(), symbol -> new TreeMap<>())
          .computeIfAbsent(start, instant -> new ArrayList<>())
          .add(tick);
    }
    List<String> lines = new ArrayList<>();
    lines.add("symbol,start,open,high,low,close,volume,vwap,ticks");
    buckets.forEach((symbol, starts) ->
        starts.forEach((start, bucket) -> lines.add(symbol + "," + start + "," + rest(bucket))));
    return lines;
  }

  private static String rest(List<Tick> bucket) {
    bucket.sort(Comparator.comparing(Tick::timestamp));
    BigDecimal high = bucket.get(0).price();
    BigDecimal low = high;
    BigDecimal volume = BigDecimal.ZERO;
    BigDecimal notional = BigDecimal.ZERO;
    for (Tick tick : bucket) {
      high = high.max(tick.price());
      low = low.min(tick.price());
      volume = volume.add(tick.volume());
      notional = notional.add(tick.price().multiply(tick.volume()));
    }
    String vwap = volume.signum() == 0
        ? ""
        : notional.divide(volume, 8, RoundingMode.HALF_UP).toPlainString();
    return String.join(
        ",",
        plain(bucket.get(0).price()),
        plain(high),
        plain(low),
        plain(bucket.get(bucket.size() - 1).price()),
        plain(volume),
        vwap,
        Integer.toString(bucket.size()));
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
