package io.entasis.internal.tick;

import static io.entasis.schema.generated.Tables.MARKET_DATA;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lead;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.when;

import java.math.BigDecimal;
import java.time.Instant;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.impl.DSL;

/** Statements of average prices: symbol, a sum and the weight to divide it by, which is never zero. */
final class AverageSql {

  private static final String HELD = "held";
  private static final Field<String> SYMBOL = field(name(HELD, "symbol"), String.class);
  private static final Field<BigDecimal> PRICE = field(name(HELD, "price"), BigDecimal.class);
  private static final Field<Instant> AT = field(name(HELD, "at"), Instant.class);
  private static final Field<Instant> NEXT = field(name(HELD, "next"), Instant.class);

  private AverageSql() {}

  /** Weighted by volume. */
  static Select<?> volumeWeighted(TickCriteria criteria) {
    Field<BigDecimal> volume = sum(MARKET_DATA.VOLUME);
    return select(MARKET_DATA.SYMBOL, sum(MARKET_DATA.PRICE.mul(MARKET_DATA.VOLUME)), volume)
        .from(MARKET_DATA)
        .where(criteria.allConditions())
        .groupBy(MARKET_DATA.SYMBOL)
        .having(volume.gt(inline(BigDecimal.ZERO)));
  }

  /** Weighted by the time to the next tick. */
  static Select<?> timeWeighted(TickCriteria criteria) {
    Field<BigDecimal> time = seconds(min(AT), max(AT));
    return DSL.with(name(HELD)
            .as(select(
                    MARKET_DATA.SYMBOL.as("symbol"),
                    MARKET_DATA.PRICE.as("price"),
                    MARKET_DATA.TIMESTAMP.as("at"),
                    lead(MARKET_DATA.TIMESTAMP)
                        .over()
                        .partitionBy(MARKET_DATA.SYMBOL)
                        .orderBy(MARKET_DATA.TIMESTAMP, MARKET_DATA.ID)
                        .as("next"))
                .from(MARKET_DATA)
                .where(criteria.allConditions())))
        .select(
            SYMBOL,
            when(min(AT).lt(max(AT)), sum(PRICE.mul(seconds(AT, NEXT)))).otherwise(sum(PRICE)),
            when(min(AT).lt(max(AT)), time).otherwise(field("count(*)", BigDecimal.class)))
        .from(table(name(HELD)))
        .groupBy(SYMBOL);
  }

  /** Exact, to the microsecond. */
  private static Field<BigDecimal> seconds(Field<Instant> from, Field<Instant> to) {
    return field("extract(epoch from ({0} - {1}))", BigDecimal.class, to, from);
  }
}
