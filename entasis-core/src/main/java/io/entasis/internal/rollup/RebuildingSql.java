package io.entasis.internal.rollup;

import io.entasis.internal.db.NamedSql;
import io.entasis.internal.db.Sql;
import io.entasis.market.TimeRange;
import java.time.Instant;

/** The statements that note what a rebuild has to compute. */
final class RebuildingSql {

  private static final String FLOOR =
      "coalesce((select floor from {raw_floor} where table_name = 'market_data'), '-infinity')";

  private static final String EVERYTHING =
      """
      insert into {rollup_ledger} (symbol, hour, bucket)
      select '', %s, bucket
      from (
        select distinct %s as bucket from {market_data} where timestamp >= :from and timestamp < :to
        union
        select distinct bucket from {bars_1m} where bucket >= :from and bucket < :to) minutes
      where bucket >= %s""".formatted(Level.HOUR.bin("bucket"), Level.MINUTE.bin("timestamp"), FLOOR);

  private static final String ALONE = """
      insert into {rollup_ledger} (symbol, hour, bucket)
      select symbol, %s, bucket
      from (
        select k.symbol, %s as bucket from %s k
        where k.bucket >= :from and k.bucket < :to and k.bucket + %s > %s
          and not exists (
            select from %s o where o.symbol = k.symbol and %s and o.bucket >= :others_from and o.bucket < :others_to)) alone""";

  private final Sql sql;

  RebuildingSql(Sql sql) {
    this.sql = sql;
  }

  /** All minutes of the range that hold ticks or kept bars, for all symbols. */
  NamedSql everything(TimeRange range) {
    return over(NamedSql.of(sql, EVERYTHING), range, Level.MINUTE);
  }

  /** Bars of a level that consist of none of its source: no minute of theirs is noted for them. */
  NamedSql withoutSource(Level level, Level source, TimeRange range) {
    return alone(level, source, level.bin("o.bucket") + " = k.bucket", range, level);
  }

  /** Bars of minutes of which there is no hour: the symbols of a minute are looked for among the hours. */
  NamedSql withoutHour(TimeRange range) {
    return alone(
        Level.MINUTE, Level.HOUR, "o.bucket = " + Level.HOUR.bin("k.bucket"), range, Level.HOUR);
  }

  private NamedSql alone(Level level, Level other, String same, TimeRange range, Level longer) {
    String minute = Level.MINUTE.bin("greatest(k.bucket, " + FLOOR + ")");
    String text = ALONE.formatted(
        Level.HOUR.bin("bucket"),
        minute,
        sql.name(level.table()),
        level.interval(),
        FLOOR,
        sql.name(other.table()),
        same);
    return over(NamedSql.of(sql, text), range, level)
        .with("others_from", start(range, longer))
        .with("others_to", end(range, longer));
  }

  private static NamedSql over(NamedSql statement, TimeRange range, Level level) {
    return statement.with("from", start(range, level)).with("to", end(range, level));
  }

  private static Instant start(TimeRange range, Level level) {
    return Origin.floor(range.from(), level.length());
  }

  private static Instant end(TimeRange range, Level level) {
    return Origin.ceiling(range.to(), level.length());
  }
}
