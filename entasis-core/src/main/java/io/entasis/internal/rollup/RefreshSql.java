package io.entasis.internal.rollup;

import io.entasis.internal.db.NamedSql;
import io.entasis.internal.db.Sql;
import java.time.Instant;

/** The statements of a refresh. */
final class RefreshSql {

  /** After everything that can be stored. */
  static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");

  static final String COLUMNS =
      "symbol, bucket, open, high, low, close, volume, notional, ticks, first_at, first_id, last_at, last_id";

  /**
   * Whole hours of a symbol are taken, since an hour with a changed minute left in the ledger would stay changed, and of those that stand
   * for all symbols one.
   */
  private static final String TAKE = """
      with noted as materialized (
        select l.symbol, l.hour from {rollup_ledger} l
        where l.hour < :before and l.marked_at <= :marked
          %s
        limit :most),
      hours as materialized (select distinct symbol, hour from noted),
      picked as materialized (
        select symbol, hour from hours where symbol <> ''
        union all
        (select symbol, hour from hours where symbol = '' order by hour limit 1)),
      taken as (
        delete from {rollup_ledger} l using picked p
        where l.symbol = p.symbol and l.hour = p.hour
        returning l.symbol, l.bucket)
      select distinct symbol, bucket,
        (select count(*) from noted) >= :most or (select count(*) from hours) > (select count(*) from picked) as more
      from taken""";

  /** Notes of a partition that is being loaded stay until it is attached: they are there for snapshots that are older. */
  private static final String SPARING = """
      and not exists (
        select from {partition_loading} p
        where p.table_name = 'market_data' and l.hour >= p.range_from and l.hour < p.range_to)""";

  /** Ticks of all symbols in a minute are found exchange by exchange; kept bars by those of their hour, of which there are few. */
  private static final String SYMBOLS = """
      with recursive wanted(bucket) as materialized (select distinct unnest(:buckets::timestamptz[])),
      exchanges(exchange) as (
        (select exchange from {market_data} where timestamp >= :from and timestamp < :to order by exchange limit 1)
        union all
        select (select m.exchange from {market_data} m
                where m.exchange > e.exchange and m.timestamp >= :from and m.timestamp < :to order by m.exchange limit 1)
        from exchanges e where e.exchange is not null)
      select t.symbol, w.bucket
      from wanted w cross join exchanges e cross join lateral (
        select distinct m.symbol from {market_data} m
        where m.exchange = e.exchange and m.timestamp >= w.bucket and m.timestamp < w.bucket + interval '1 minute'
          and m.timestamp >= :from and m.timestamp < :to) t
      union
      select b.symbol, w.bucket
      from (select bucket, %s as hour from wanted) w join {bars_1h} h on h.bucket = w.hour cross join lateral (
        select m.symbol from {bars_1m} m where m.symbol = h.symbol and m.bucket = w.bucket limit 1) b
      order by 1, 2""".formatted(Level.HOUR.bin("bucket"));

  private static final String DIRTY = """
      with dirty as materialized (
        select distinct symbol, %s as bucket from unnest(:symbols::text[], :buckets::timestamptz[]) as d(symbol, bucket)),
      fresh as materialized (%s),
      gone as (
        delete from %s k using dirty d
        where k.symbol = d.symbol and k.bucket = d.bucket
          and not exists (select from fresh f where f.symbol = d.symbol and f.bucket = d.bucket))
      insert into %s (%s) select %s from fresh order by symbol, bucket
      on conflict (symbol, bucket) do update set
        open = excluded.open, high = excluded.high, low = excluded.low, close = excluded.close,
        volume = excluded.volume, notional = excluded.notional, ticks = excluded.ticks,
        first_at = excluded.first_at, first_id = excluded.first_id,
        last_at = excluded.last_at, last_id = excluded.last_id""";

  private static final String FROM_TICKS = """
      select d.symbol, d.bucket, o.price as open, t.high, t.low, c.price as close, t.volume, t.notional, t.ticks,
             t.first_at, o.id as first_id, t.last_at, c.id as last_id
      from dirty d
      cross join lateral (
        select max(m.price) as high, min(m.price) as low, sum(m.volume) as volume, sum(m.price * m.volume) as notional,
               count(*) as ticks, min(m.timestamp) as first_at, max(m.timestamp) as last_at
        from {market_data} m
        where m.symbol = d.symbol and m.timestamp >= d.bucket and m.timestamp < d.bucket + interval '1 minute'
          and m.timestamp >= :from and m.timestamp < :to) t
      cross join lateral (
        select m.price, m.id from {market_data} m
        where m.symbol = d.symbol and m.timestamp = t.first_at and m.timestamp >= :from and m.timestamp < :to
        order by m.id limit 1) o
      cross join lateral (
        select m.price, m.id from {market_data} m
        where m.symbol = d.symbol and m.timestamp = t.last_at and m.timestamp >= :from and m.timestamp < :to
        order by m.id desc limit 1) c""";

  private static final String FROM_LEVEL = """
      select d.symbol, d.bucket, s.*
      from dirty d
      cross join lateral (%s from %s s
        where s.symbol = d.symbol and s.bucket >= d.bucket and s.bucket < d.bucket + %s) s
      where s.ticks is not null""";

  /** Bars put together, in the order of the columns after symbol and bucket. */
  static final String COMPOSED = """
      select (array_agg(s.open order by s.bucket))[1] as open, max(s.high) as high, min(s.low) as low,
             (array_agg(s.close order by s.bucket desc))[1] as close,
             sum(s.volume) as volume, sum(s.notional) as notional, sum(s.ticks)::bigint as ticks,
             min(s.first_at) as first_at, (array_agg(s.first_id order by s.bucket))[1] as first_id,
             max(s.last_at) as last_at, (array_agg(s.last_id order by s.bucket desc))[1] as last_id""";

  private static final String LEFT = "select from {rollup_ledger} where hour < :before limit 1";

  private final Sql sql;
  private final String take;

  RefreshSql(Sql sql) {
    this(sql, TAKE.formatted(SPARING));
  }

  private RefreshSql(Sql sql, String take) {
    this.sql = sql;
    this.take = take;
  }

  /** Of a refresh after which no partition can be loaded before the instant up to which it goes: it takes everything. */
  static RefreshSql last(Sql sql) {
    return new RefreshSql(sql, TAKE.formatted(""));
  }

  /** Has a row as long as something before the instant is noted in the ledger. */
  NamedSql left(Instant before) {
    return NamedSql.of(sql, LEFT).with("before", before);
  }

  /**
   * Takes changed minutes before the instant out of the ledger, and says whether there may be more.
   *
   * @param marked when the latest transaction began whose changes are looked for
   * @param most how many rows of the ledger are looked at
   */
  NamedSql take(Instant before, Instant marked, int most) {
    return NamedSql.of(sql, take).with("before", before).with("marked", marked).with("most", most);
  }

  /** The symbols with ticks or kept bars in the minutes, which lie between the bounds, symbol by symbol. */
  NamedSql symbols(Instant[] buckets, Instant from, Instant to) {
    return NamedSql.of(sql, SYMBOLS)
        .with("buckets", buckets)
        .inlining("from", from)
        .inlining("to", to);
  }

  /** Computes bars of one minute from ticks between the bounds, which are literals so that other partitions are left out. */
  NamedSql minutes(DirtyMinutes dirty, Instant from, Instant to) {
    return writing(Level.MINUTE, FROM_TICKS)
        .with("symbols", dirty.symbols())
        .with("buckets", dirty.buckets())
        .inlining("from", from)
        .inlining("to", to);
  }

  /** Computes the bars of a level that hold the minutes from those that they consist of. */
  NamedSql level(DirtyMinutes dirty, Level level, Level source) {
    return writing(
            level, FROM_LEVEL.formatted(COMPOSED, sql.name(source.table()), level.interval()))
        .with("symbols", dirty.symbols())
        .with("buckets", dirty.buckets());
  }

  /** Computes all bars of a level that is empty. */
  NamedSql filling(Level level, Level source) {
    return NamedSql.of(
        sql,
        "insert into " + sql.name(level.table()) + " (" + COLUMNS + ") "
            + COMPOSED.replaceFirst("select", "select s.symbol, " + level.bin("s.bucket") + ",")
            + " from " + sql.name(source.table()) + " s group by 1, 2");
  }

  private NamedSql writing(Level level, String fresh) {
    String table = sql.name(level.table());
    return NamedSql.of(
        sql, DIRTY.formatted(level.bin("bucket"), fresh, table, table, COLUMNS, COLUMNS));
  }
}
