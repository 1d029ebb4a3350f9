package io.entasis.internal.rollup;

import static io.entasis.schema.generated.Tables.MARKET_DATA;

/** The bars of one minute as ticks say, computed in one go. */
final class MinuteSql {

  private static final String TICKS = """
      select t.symbol, t.bucket, o.price as open, t.high, t.low, c.price as close, t.volume, t.notional, t.ticks,
             t.first_at, o.id as first_id, t.last_at, c.id as last_id
      from (
        select symbol, %s as bucket, max(price) as high, min(price) as low, sum(volume) as volume,
               sum(price * volume) as notional, count(*) as ticks, min(timestamp) as first_at, max(timestamp) as last_at
        from {ticks} where timestamp >= :from and timestamp < :to group by 1, 2) t
      cross join lateral (
        select m.price, m.id from {ticks} m
        where m.symbol = t.symbol and m.timestamp = t.first_at order by m.id limit 1) o
      cross join lateral (
        select m.price, m.id from {ticks} m
        where m.symbol = t.symbol and m.timestamp = t.last_at order by m.id desc limit 1) c
""";

  /** Of the ticks of the app between :from and :to. */
  static final String FROM_MARKET_DATA = of(MARKET_DATA.getName());

  private MinuteSql() {}

  /** Of the ticks of that table between :from and :to. */
  static String of(String table) {
    return TICKS.replace("{ticks}", "{" + table + "}").formatted(Level.MINUTE.bin("timestamp"));
  }
}
