package io.entasis.internal.read;

import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import io.entasis.internal.db.Sessions;
import io.entasis.internal.db.Sql;
import io.entasis.query.AsOfRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;

/**
 * Finds what prevailed at many instants by one statement, an index probe for each.
 *
 * @param <R> what prevails
 */
public final class AsOfJoin<R> {

  private static final String WANTED = "wanted";
  private static final String FOUND = "found";
  private static final Field<String> SYMBOL = field(name(WANTED, "symbol"), String.class);
  private static final Field<Instant> AT = field(name(WANTED, "at"), Instant.class);
  private static final Field<Long> PLACE = field(name(WANTED, "place"), Long.class);

  private final AsOfTable<R> in;
  private final List<Condition> conditions;
  private final AsOfRule rule;
  private final Sql sql;
  private final RowAnswers<Placed<R>> rows;

  /**
   * Over the sessions.
   *
   * @param in where it looks
   * @param conditions what a row has to meet
   */
  public AsOfJoin(
      Sessions sessions, Sql sql, AsOfTable<R> in, List<Condition> conditions, AsOfRule rule) {
    this.in = in;
    this.conditions = conditions;
    this.rule = rule;
    this.sql = sql;
    this.rows = new RowAnswers<>(
        sessions,
        sql,
        "joining as of",
        row -> new Placed<>(row.int8(), in.mapping().of(row)));
  }

  /** What prevails for each symbol at the instant of the same place, by place from 1; places without are absent. */
  List<Placed<R>> find(List<String> symbols, List<Instant> instants) {
    return rows.few(statement(symbols, instants));
  }

  Instant happened(R value) {
    return in.happened().apply(value);
  }

  private Select<?> statement(List<String> symbols, List<Instant> instants) {
    List<Field<?>> columns = new ArrayList<>(List.of(PLACE));
    in.columns().forEach(column -> columns.add(field(name(FOUND, column.getName()))));
    Table<?> wanted = table(
        "unnest({0}, {1}) with ordinality as wanted(symbol, at, place)",
        val(symbols.toArray(String[]::new)), val(instants.toArray(Instant[]::new)));
    return sql.dsl()
        .select(columns)
        .from(wanted)
        .crossJoin(lateral(prevailing(instants)).as(FOUND));
  }

  private Select<?> prevailing(List<Instant> instants) {
    Field<Instant> at = in.timestamp();
    return select(in.columns())
        .from(in.table())
        .where(in.symbol().eq(SYMBOL))
        .and(rule.strict() ? at.lt(AT) : at.le(AT))
        .and(at.ge(field("{0} - {1}", Instant.class, AT, SqlInterval.of(rule.maxAge()))))
        .and(and(span(instants).on(at)))
        .and(and(conditions))
        .orderBy(at.desc(), in.id().desc())
        .limit(inline(1));
  }

  /** What no instant looks beyond, so that partitions outside are left alone. */
  private TimeBounds span(List<Instant> instants) {
    TimeBounds first =
        TimeBounds.NONE.asOf(Collections.min(instants)).notOlderThan(rule.maxAge(), Instant.MAX);
    return TimeBounds.NONE
        .asOf(Collections.max(instants))
        .cutBefore(first.from().orElseThrow());
  }

  /**
   * What was found.
   *
   * @param place which of the instants it is for, from 1
   * @param value what prevailed
   */
  record Placed<R>(long place, R value) {}
}
