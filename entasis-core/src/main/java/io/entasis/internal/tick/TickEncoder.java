package io.entasis.internal.tick;

import static io.entasis.schema.generated.Tables.MARKET_DATA;

import io.entasis.internal.change.ChangeKind;
import io.entasis.internal.copy.CopyBuffer;
import io.entasis.internal.ingest.Fault;
import io.entasis.internal.ingest.FieldRules;
import io.entasis.internal.ingest.RowCheck;
import io.entasis.internal.ingest.RowEncoder;
import io.entasis.internal.ingest.TimestampWindow;
import io.entasis.market.Micros;
import io.entasis.schema.generated.Sequences;
import io.entasis.tick.Tick;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ticks as rows of market_data. */
public final class TickEncoder implements RowEncoder<Tick> {

  private static final int LONGEST_NAME = 20;

  private static final List<String> COLUMNS = List.of(
      MARKET_DATA.SYMBOL.getName(),
      MARKET_DATA.EXCHANGE.getName(),
      MARKET_DATA.TIMESTAMP.getName(),
      MARKET_DATA.PRICE.getName(),
      MARKET_DATA.VOLUME.getName());

  @Override
  public String table() {
    return MARKET_DATA.getName();
  }

  @Override
  public String sequence() {
    return Sequences.MARKET_DATA_ID_SEQ.getName();
  }

  @Override
  public List<String> columns() {
    return COLUMNS;
  }

  @Override
  public ChangeKind changeKind() {
    return ChangeKind.TICKS;
  }

  @Override
  public String changeKey(Tick tick) {
    return tick.symbol();
  }

  @Override
  public @Nullable Fault check(Tick tick, TimestampWindow window) {
    return new RowCheck()
        .column(MARKET_DATA.SYMBOL, FieldRules.name(tick.symbol(), LONGEST_NAME))
        .column(MARKET_DATA.EXCHANGE, FieldRules.name(tick.exchange(), LONGEST_NAME))
        .column(MARKET_DATA.TIMESTAMP, FieldRules.timestamp(tick.timestamp(), window))
        .column(MARKET_DATA.PRICE, FieldRules.number(tick.price()))
        .column(MARKET_DATA.VOLUME, FieldRules.quantity(tick.volume()))
        .fault();
  }

  @Override
  public Instant timestamp(Tick tick) {
    return tick.timestamp();
  }

  @Override
  public void encode(Tick tick, CopyBuffer row) {
    row.text(tick.symbol());
    row.text(tick.exchange());
    row.timestamptz(Micros.of(tick.timestamp()));
    row.numeric(FieldRules.sent(tick.price()));
    row.numeric(FieldRules.sent(tick.volume()));
  }

  @Override
  public void bind(Tick tick, PreparedStatement statement, int index) throws SQLException {
    statement.setString(index, tick.symbol());
    statement.setString(index + 1, tick.exchange());
    statement.setObject(index + 2, tick.timestamp().atOffset(ZoneOffset.UTC));
    statement.setBigDecimal(index + 3, FieldRules.sent(tick.price()));
    statement.setBigDecimal(index + 4, FieldRules.sent(tick.volume()));
  }
}
