package io.entasis.internal.rollup;

import io.entasis.internal.db.NamedSql;
import io.entasis.internal.db.Sql;
import java.time.Instant;

/** The statements that compare kept bars with what they are made of. */
final class VerificationSql {

  /** Minutes and hours that wait in the ledger are left out; the answer says what is wrong with the others. */
  private static final String COMPARISON = """
      with expected as materialized (%s),
      kept as (select * from %s where bucket >= :from and bucket < :to),
      compared as (
        select coalesce(e.symbol, k.symbol) as symbol, coalesce(e.bucket, k.bucket) as bucket,
               case when k.symbol is null then 'MISSING' when e.symbol is null then 'LEFT_OVER' else 'DIFFERENT' end as kind
        from expected e full join kept k on k.symbol = e.symbol and k.bucket = e.bucket
        where (e.open, e.high, e.low, e.close, e.volume, e.notional, e.ticks, e.first_at, e.first_id, e.last_at, e.last_id)
          is distinct from (k.open, k.high, k.low, k.close, k.volume, k.notional, k.ticks, k.first_at, k.first_id, k.last_at, k.last_id))
      select c.symbol, c.bucket, c.kind from compared c
      where not exists (
        select from {rollup_ledger} l
        where l.symbol in (c.symbol, '') and l.bucket >= c.bucket and l.bucket < c.bucket + %s
          and l.hour >= coalesce((select floor from {raw_floor} where table_name = 'market_data'), '-infinity'))
      order by 1, 2 limit :most""";

  private final Sql sql;

  VerificationSql(Sql sql) {
    this.sql = sql;
  }

  /** Bars of one minute in the range that are not what the ticks say. */
  NamedSql minutes(Instant from, Instant to, int most) {
    return comparison(Level.MINUTE, MinuteSql.FROM_MARKET_DATA)
        .with("from", from)
        .with("to", to)
        .with("most", most);
  }

  /** Bars of a level in the range that are not what the bars of its source say. */
  NamedSql level(Level level, Level source, Instant from, Instant to, int most) {
    String composed = RefreshSql.COMPOSED.replaceFirst(
            "select", "select s.symbol, " + level.bin("s.bucket") + " as bucket,")
        + " from " + sql.name(source.table())
        + " s where s.bucket >= :from and s.bucket < :to group by 1, 2";
    return comparison(level, composed).with("from", from).with("to", to).with("most", most);
  }

  private NamedSql comparison(Level level, String expected) {
    return NamedSql.of(
        sql, COMPARISON.formatted(expected, sql.name(level.table()), level.interval()));
  }
}
