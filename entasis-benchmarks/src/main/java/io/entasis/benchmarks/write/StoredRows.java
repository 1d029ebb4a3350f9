package io.entasis.benchmarks.write;

import io.entasis.benchmarks.setup.Database;
import io.entasis.tick.Tick;
import java.math.BigDecimal;
import java.util.List;

/**
 * What a table holds, in sums.
 *
 * @param rows number of ticks
 * @param millis sum of the times in milliseconds since 1970
 * @param prices sum of the prices
 * @param volumes sum of the volumes
 */
record StoredRows(long rows, BigDecimal millis, BigDecimal prices, BigDecimal volumes) {

  static StoredRows of(List<Tick> ticks) {
    BigDecimal millis = BigDecimal.ZERO;
    BigDecimal prices = BigDecimal.ZERO;
    BigDecimal volumes = BigDecimal.ZERO;
    for (Tick tick : ticks) {
      millis = millis.add(BigDecimal.valueOf(tick.timestamp().toEpochMilli()));
      prices = prices.add(tick.price());
      volumes = volumes.add(tick.volume());
    }
    return new StoredRows(ticks.size(), millis, plain(prices), plain(volumes));
  }

  static StoredRows in(Database database) {
    String[] sums = database
        .value("select count(*), sum(floor(extract(epoch from timestamp) * 1000)), sum(price),"
            + " sum(volume) from market_data")
        .split("\\|", -1);
    return new StoredRows(
        Long.parseLong(sums[0]),
        new BigDecimal(sums[1]),
        plain(new BigDecimal(sums[2])),
        plain(new BigDecimal(sums[3])));
  }

  private static BigDecimal plain(BigDecimal sum) {
    return sum.stripTrailingZeros();
  }
}
