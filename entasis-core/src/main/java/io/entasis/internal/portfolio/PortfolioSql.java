package io.entasis.internal.portfolio;

import static io.entasis.schema.generated.Tables.PORTFOLIO_STATUS;
import static io.entasis.schema.generated.Tables.PORTFOLIO_STATUS_REPLACED;
import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectDistinct;

import io.entasis.internal.read.TimeBounds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.SelectConditionStep;
import org.jooq.SortOrder;
import org.jooq.Table;

/** The statements behind the questions about portfolios. */
final class PortfolioSql {

  /** The columns of a position, those of its record after its timestamp. */
  static final List<Field<?>> COLUMNS = List.of(
      PORTFOLIO_STATUS.TIMESTAMP,
      PORTFOLIO_STATUS.ASSET_TYPE,
      PORTFOLIO_STATUS.SYMBOL,
      PORTFOLIO_STATUS.POSITION_SIZE,
      PORTFOLIO_STATUS.ENTRY_PRICE,
      PORTFOLIO_STATUS.CURRENT_PRICE,
      PORTFOLIO_STATUS.PNL);

  private static final String KNOWN = "known";
  private static final Field<Instant> AT = known(PORTFOLIO_STATUS.TIMESTAMP);

  private PortfolioSql() {}

  /** The rows of the snapshots, those of one together and in the order in which they were saved. */
  static Select<?> rows(DSLContext dsl, PortfolioCriteria criteria) {
    Table<?> from = rowsSeen(criteria).asTable(KNOWN);
    Condition wanted = criteria.window().limit().isPresent()
        ? AT.in(select(field(name("wanted", "timestamp"), Instant.class))
            .from(instants(criteria).asTable("wanted")))
        : org.jooq.impl.DSL.noCondition();
    return dsl.select(COLUMNS.stream().map(PortfolioSql::known).toList())
        .from(from)
        .where(wanted)
        .orderBy(AT.sort(criteria.window().direction()), known(PORTFOLIO_STATUS.ID));
  }

  /** The instants of the snapshots. */
  static Select<Record1<Instant>> instants(PortfolioCriteria criteria) {
    SortOrder direction = criteria.window().direction();
    return criteria
        .window()
        .applyTo(
            selectDistinct(AT).from(rowsSeen(criteria).asTable(KNOWN)).orderBy(AT.sort(direction)));
  }

  /** The rows of the user that may be seen; what was replaced later was there until then. */
  private static Select<Record> rowsSeen(PortfolioCriteria criteria) {
    TimeBounds seen = criteria.knowledge().bound(criteria.times());
    SelectConditionStep<Record> present = of(PORTFOLIO_STATUS, criteria.userId(), seen)
        .and(and(criteria.knowledge().writtenAt(PORTFOLIO_STATUS.CREATED_AT)));
    return criteria
        .knowledge()
        .until()
        .<Select<Record>>map(
            until -> present.unionAll(of(PORTFOLIO_STATUS_REPLACED, criteria.userId(), seen)
                .and(PORTFOLIO_STATUS_REPLACED.CREATED_AT.le(until))
                .and(PORTFOLIO_STATUS_REPLACED.REPLACED_AT.gt(until))))
        .orElse(present);
  }

  private static SelectConditionStep<Record> of(Table<?> table, UUID user, TimeBounds times) {
    List<Field<?>> columns = new ArrayList<>();
    columns.add(in(table, PORTFOLIO_STATUS.ID));
    COLUMNS.forEach(column -> columns.add(in(table, column)));
    return select(columns)
        .from(table)
        .where(in(table, PORTFOLIO_STATUS.USER_ID).eq(user))
        .and(and(times.on(in(table, PORTFOLIO_STATUS.TIMESTAMP))));
  }

  /** Both tables have the columns of a position under the same names. */
  private static <V> Field<V> in(Table<?> table, Field<V> column) {
    return table.field(column.getName(), column.getDataType());
  }

  private static <V> Field<V> known(Field<V> column) {
    return field(name(KNOWN, column.getName()), column.getDataType());
  }
}
