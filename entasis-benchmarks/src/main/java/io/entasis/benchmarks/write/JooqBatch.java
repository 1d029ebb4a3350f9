package io.entasis.benchmarks.write;

import static io.entasis.schema.generated.Tables.MARKET_DATA;

import io.entasis.benchmarks.race.Way;
import io.entasis.tick.Tick;
import java.math.BigDecimal;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/**
 * jOOQ batches of 5,000 rows in one transaction, on a connection with reWriteBatchedInserts: one statement bound many
 * times.
 */
record JooqBatch(Connection connection, List<Tick> ticks) implements Way<Long> {

  private static final int BATCH = 5_000;

  @Override
  public Long run() {
    DSL.using(connection, SQLDialect.POSTGRES).transaction(transaction -> {
      for (int from = 0; from < ticks.size(); from += BATCH) {
        insert(transaction.dsl(), ticks.subList(from, Math.min(from + BATCH, ticks.size())));
      }
    });
    return (long) ticks.size();
  }

  private static void insert(DSLContext dsl, List<Tick> some) {
    BatchBindStep batch = dsl.batch(dsl.insertInto(
            MARKET_DATA,
            MARKET_DATA.SYMBOL,
            MARKET_DATA.EXCHANGE,
            MARKET_DATA.TIMESTAMP,
            MARKET_DATA.PRICE,
            MARKET_DATA.VOLUME)
        .values("", "", Instant.EPOCH, BigDecimal.ZERO, BigDecimal.ZERO));
    for (Tick tick : some) {
      batch =
          batch.bind(tick.symbol(), tick.exchange(), tick.timestamp(), tick.price(), tick.volume());
    }
    batch.execute();
  }
}
