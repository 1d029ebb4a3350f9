package io.entasis.benchmarks.read;

import static io.entasis.schema.generated.Tables.MARKET_DATA;

import io.entasis.benchmarks.race.Way;
import io.entasis.tick.Tick;
import java.sql.Connection;
import org.jooq.Records;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** jOOQ into the same records. */
record JooqRecords(Connection connection, String symbol) implements Way<Checksum> {

  @Override
  public Checksum run() {
    return Checksum.of(DSL.using(connection, SQLDialect.POSTGRES)
        .select(
            MARKET_DATA.SYMBOL,
            MARKET_DATA.EXCHANGE,
            MARKET_DATA.TIMESTAMP,
            MARKET_DATA.PRICE,
            MARKET_DATA.VOLUME)
        .from(MARKET_DATA)
        .where(MARKET_DATA.SYMBOL.eq(symbol))
        .orderBy(MARKET_DATA.TIMESTAMP, MARKET_DATA.ID)
        .fetch(Records.mapping(Tick::new)));
  }
}
