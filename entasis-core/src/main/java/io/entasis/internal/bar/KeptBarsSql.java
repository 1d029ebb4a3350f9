package io.entasis.internal.bar;

import io.entasis.internal.bar.Cover.Span;
import io.entasis.internal.db.NamedSql;
import io.entasis.internal.db.Sql;
import io.entasis.internal.rollup.Level;
import io.entasis.internal.rollup.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The statements that read kept bars, and build those anew whose ticks have changed since.
 *
 * <p>Bars of each level are read as far as they are clean. A dirty one is replaced by bars of the next level, down to minutes, and a
 * dirty minute by its ticks. All of it is one statement, so it sees one state of the database.
 */
final class KeptBarsSql {

  private static final long FEW = 20_000;
  private static final Duration HOUR = Duration.ofHours(1);
  private static final String VALUES =
      "open, high, low, close, volume, notional, ticks, first_at, last_at";

  /** Each step goes to the next hour with changes, of the symbol or of all, so the cost is that of the hours and not of the rows. */
  private static final String DIRTY = """
      with recursive
      floor(at) as materialized (
        select coalesce((select floor from {raw_floor} where table_name = 'market_data'), '-infinity')),
      asked(symbol) as materialized (select distinct unnest(:symbols::text[])),
      dirty_hours(symbol, hour) as (
        select a.symbol, least(
          (select l.hour from {rollup_ledger} l
           where l.symbol = a.symbol and l.hour >= greatest(:first_hour, (select at from floor)) and l.hour < :dirty_to
           order by l.hour limit 1),
          (select l.hour from {rollup_ledger} l
           where l.symbol = '' and l.hour >= greatest(:first_hour, (select at from floor)) and l.hour < :dirty_to
           order by l.hour limit 1))
        from asked a
        union all
        select d.symbol, least(
          (select l.hour from {rollup_ledger} l
           where l.symbol = d.symbol and l.hour > d.hour and l.hour < :dirty_to order by l.hour limit 1),
          (select l.hour from {rollup_ledger} l
           where l.symbol = '' and l.hour > d.hour and l.hour < :dirty_to order by l.hour limit 1))
        from dirty_hours d where d.hour is not null),
      dirty(symbol, bucket) as materialized (
        select h.symbol, m.bucket
        from dirty_hours h cross join lateral (
          select h.hour + make_interval(mins => i) as bucket from generate_series(0, 59) i) m
        where h.hour is not null and m.bucket >= :dirty_from and m.bucket < :dirty_to
          and ((select true from {rollup_ledger} l
                where l.symbol = h.symbol and l.hour = h.hour and l.bucket = m.bucket limit 1) is not null
            or (select true from {rollup_ledger} l
                where l.symbol = '' and l.hour = h.hour and l.bucket = m.bucket limit 1) is not null))""";

  private static final String TICKS = """
      select w.symbol, w.bucket, o.price, t.high, t.low, c.price, t.volume, t.notional, t.ticks, t.first_at, t.last_at
      from %s w
      cross join lateral (
        select max(m.price) as high, min(m.price) as low, sum(m.volume) as volume, sum(m.price * m.volume) as notional,
               count(*) as ticks, min(m.timestamp) as first_at, max(m.timestamp) as last_at
        from {market_data} m
        where m.symbol = w.symbol and m.timestamp >= %s and m.timestamp < %s
          and m.timestamp >= :from and m.timestamp < :to) t
      cross join lateral (
        select m.price from {market_data} m
        where m.symbol = w.symbol and m.timestamp = t.first_at and m.timestamp >= :from and m.timestamp < :to
        order by m.id limit 1) o
      cross join lateral (
        select m.price from {market_data} m
        where m.symbol = w.symbol and m.timestamp = t.last_at and m.timestamp >= :from and m.timestamp < :to
        order by m.id desc limit 1) c""";

  /** A row without symbol says that there is something dirty; then there is no other row. */
  private static final String CLEAN = """
      with state(dirty) as materialized (
        select exists (
          select from {rollup_ledger} l
          where l.symbol = any (:symbols::text[] || ''::text) and l.hour >= :first_hour and l.hour < :dirty_to
            and l.hour >= coalesce((select floor from {raw_floor} where table_name = 'market_data'), '-infinity')))
      select * from (%s) bars where not (select dirty from state)
      union all
      select null, null, null, null, null, null, null, null, null, null, null where (select dirty from state)
      order by 1 nulls first, 2 %s""";

  private final Sql sql;
  private final BarCriteria criteria;
  private final Grid grid;
  private final Cover cover;

  KeptBarsSql(Sql sql, BarCriteria criteria, Grid grid, Cover cover) {
    this.sql = sql;
    this.criteria = criteria;
    this.grid = grid;
    this.cover = cover;
  }

  /** Whether {@link #cleanBars()} can be asked, and gives so few bars that COPY would not be faster. */
  boolean canBeClean() {
    long bars = Duration.between(cover.from(), cover.to()).toSeconds()
        / cover.spans().get(0).level().seconds()
        * criteria.symbols().names().size();
    return cover.isWhole()
        && (bars <= FEW
            || criteria.times().from().isEmpty()
            || criteria.times().to().isEmpty());
  }

  /** The bars, in the order of the question. */
  NamedSql bars() {
    return dirty(grouped(parts()) + order() + limit());
  }

  /** Number of bars. */
  NamedSql count() {
    return dirty("select count(*) from (" + grouped(parts()) + order() + limit() + ") counted");
  }

  /** The bars, if none of the kept ones in the range is dirty. */
  NamedSql cleanBars() {
    List<String> parts = new ArrayList<>();
    for (int position = 0; position < cover.spans().size(); position++) {
      parts.addAll(ofLevel(position, ""));
    }
    String bars = (isKeptAsAsked() ? asKept(parts) : grouped(parts)) + order() + limit();
    return bound(NamedSql.of(sql, CLEAN.formatted(bars, direction())));
  }

  private NamedSql dirty(String rest) {
    StringBuilder text = new StringBuilder(DIRTY);
    for (int position = 0; position < cover.spans().size() - 1; position++) {
      Span span = cover.spans().get(position);
      text.append(
          ",\n%s(symbol, bucket) as materialized (select distinct symbol, %s from dirty where bucket >= %s and bucket < %s)"
              .formatted(
                  dirtyOf(position),
                  span.level().bin("bucket"),
                  literal(span.from()),
                  literal(span.to())));
    }
    return bound(NamedSql.of(sql, text.append('\n').append(rest).toString()))
        .with("dirty_from", cover.widest().from())
        .inlining("from", cover.from())
        .inlining("to", cover.to());
  }

  private NamedSql bound(NamedSql statement) {
    return statement
        .with("symbols", criteria.symbols().names().toArray(String[]::new))
        .with("first_hour", Origin.floor(cover.widest().from(), HOUR))
        .with("dirty_to", cover.widest().to());
  }

  private List<String> parts() {
    List<String> parts = new ArrayList<>();
    int last = cover.spans().size() - 1;
    for (int position = 0; position <= last; position++) {
      parts.addAll(ofLevel(position, clean(position)));
      if (position > 0) {
        parts.add(inPlaceOf(position));
      }
    }
    parts.add(TICKS.formatted("dirty", "w.bucket", "w.bucket + interval '1 minute'"));
    addEnd(parts, cover.from(), cover.widest().from());
    addEnd(parts, cover.widest().to(), cover.to());
    return parts;
  }

  /** The bars of a level, as far as no longer ones stand for them. */
  private List<String> ofLevel(int position, String further) {
    Span span = cover.spans().get(position);
    if (position == 0) {
      return List.of(ofLevel(span.level(), span.from(), span.to(), further));
    }
    Span inner = cover.spans().get(position - 1);
    List<String> parts = new ArrayList<>();
    if (span.from().isBefore(inner.from())) {
      parts.add(ofLevel(span.level(), span.from(), inner.from(), further));
    }
    if (inner.to().isBefore(span.to())) {
      parts.add(ofLevel(span.level(), inner.to(), span.to(), further));
    }
    return parts;
  }

  private String ofLevel(Level level, Instant from, Instant to, String further) {
    return "select k.symbol, k.bucket, k.open, k.high, k.low, k.close, k.volume, k.notional, k.ticks, k.first_at, k.last_at from "
        + sql.name(level.table()) + " k where k.symbol "
        + (isOneSymbol() ? "= (:symbols::text[])[1]" : "= any (:symbols)")
        + " and k.bucket >= " + literal(from) + " and k.bucket < " + literal(to) + further;
  }

  /** The bars of a level that stand for the dirty ones of the level above. */
  private String inPlaceOf(int position) {
    Level above = cover.spans().get(position - 1).level();
    return "select k.symbol, k.bucket, k.open, k.high, k.low, k.close, k.volume, k.notional, k.ticks, k.first_at, k.last_at from "
        + dirtyOf(position - 1) + " above join "
        + sql.name(cover.spans().get(position).level().table())
        + " k on k.symbol = above.symbol and k.bucket >= above.bucket and k.bucket < above.bucket + "
        + above.interval() + " where true" + clean(position);
  }

  private String clean(int position) {
    return " and not exists (select from " + dirtyOf(position)
        + " d where d.symbol = k.symbol and d.bucket = k.bucket)";
  }

  private String dirtyOf(int position) {
    return position == cover.spans().size() - 1 ? "dirty" : "dirty_" + position;
  }

  /** Ticks at an end of the range that fill no minute. */
  private void addEnd(List<String> parts, Instant from, Instant to) {
    if (from.isBefore(to)) {
      parts.add(TICKS.formatted(
          "(select symbol, " + literal(from) + " as bucket from asked)",
          literal(from),
          literal(to)));
    }
  }

  private String grouped(List<String> parts) {
    Field<Instant> bucket = DSL.field("p.bucket", SQLDataType.INSTANT);
    return "select p.symbol collate \"C\" as symbol, "
        + sql.dsl().renderInlined(grid.startOf(bucket))
        + " as start, (array_agg(p.open order by p.bucket))[1] as open, max(p.high) as high, min(p.low) as low,"
        + " (array_agg(p.close order by p.bucket desc))[1] as close, sum(p.volume) as volume,"
        + " sum(p.notional) as notional, sum(p.ticks)::bigint as ticks, min(p.first_at) as first_at, max(p.last_at) as last_at from "
        + together(parts) + " where "
        + sql.dsl().renderInlined(DSL.and(grid.within(bucket)))
        + " group by 1, 2";
  }

  /** What one level holds is the answer where its bars are those of the question. */
  private String asKept(List<String> parts) {
    return "select p.symbol collate \"C\" as symbol, p.bucket as start, " + VALUES + " from "
        + together(parts);
  }

  private static String together(List<String> parts) {
    return "(\n" + String.join("\nunion all\n", parts) + ") as p(symbol, bucket, " + VALUES + ")";
  }

  private boolean isKeptAsAsked() {
    return cover.spans().size() == 1
        && grid instanceof FixedGrid fixed
        && fixed.size().equals(cover.spans().get(0).level().length());
  }

  private String order() {
    return (isOneSymbol() ? " order by 2 " : " order by 1, 2 ") + direction();
  }

  private boolean isOneSymbol() {
    return criteria.symbols().names().size() == 1;
  }

  private String direction() {
    return criteria.window().direction().toSQL();
  }

  private String limit() {
    return criteria.window().limit().isPresent()
        ? " limit " + criteria.window().limit().getAsLong()
        : "";
  }

  private String literal(Instant instant) {
    return "timestamptz " + sql.literal(instant.toString());
  }
}
