package io.entasis.internal.option;

import static io.entasis.schema.generated.Tables.OPTION_DATA;

import io.entasis.ingest.RejectReason;
import io.entasis.internal.change.ChangeKind;
import io.entasis.internal.copy.CopyBuffer;
import io.entasis.internal.ingest.Fault;
import io.entasis.internal.ingest.FieldRules;
import io.entasis.internal.ingest.RowCheck;
import io.entasis.internal.ingest.RowEncoder;
import io.entasis.internal.ingest.TimestampWindow;
import io.entasis.market.Micros;
import io.entasis.option.OptionContract;
import io.entasis.option.OptionQuote;
import io.entasis.schema.generated.Sequences;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.Named;
import org.jspecify.annotations.Nullable;

/** Option quotes as rows of option_data. */
public final class OptionEncoder implements RowEncoder<OptionQuote> {

  private static final int LONGEST_NAME = 20;

  private static final List<String> COLUMNS = Stream.of(
          OPTION_DATA.UNDERLYING,
          OPTION_DATA.STRIKE_PRICE,
          OPTION_DATA.EXPIRY_DATE,
          OPTION_DATA.OPTION_TYPE,
          OPTION_DATA.IV,
          OPTION_DATA.DELTA,
          OPTION_DATA.GAMMA,
          OPTION_DATA.THETA,
          OPTION_DATA.VEGA,
          OPTION_DATA.TIMESTAMP)
      .map(Named::getName)
      .toList();

  @Override
  public String table() {
    return OPTION_DATA.getName();
  }

  @Override
  public String sequence() {
    return Sequences.OPTION_DATA_ID_SEQ.getName();
  }

  @Override
  public List<String> columns() {
    return COLUMNS;
  }

  @Override
  public ChangeKind changeKind() {
    return ChangeKind.QUOTES;
  }

  @Override
  public String changeKey(OptionQuote quote) {
    return quote.contract().underlying();
  }

  @Override
  public @Nullable Fault check(OptionQuote quote, TimestampWindow window) {
    OptionContract contract = quote.contract();
    if (contract == null) {
      return new Fault("contract", RejectReason.VALUE_MISSING);
    }
    return new RowCheck()
        .column(OPTION_DATA.UNDERLYING, FieldRules.name(contract.underlying(), LONGEST_NAME))
        .column(OPTION_DATA.STRIKE_PRICE, FieldRules.positive(contract.strike()))
        .column(OPTION_DATA.OPTION_TYPE, FieldRules.present(contract.type()))
        .column(OPTION_DATA.TIMESTAMP, FieldRules.timestamp(quote.timestamp(), window))
        .column(OPTION_DATA.EXPIRY_DATE, FieldRules.notBefore(quote.timestamp(), contract.expiry()))
        .column(OPTION_DATA.IV, FieldRules.volatility(quote.iv()))
        .column(OPTION_DATA.DELTA, FieldRules.greek(quote.delta()))
        .column(OPTION_DATA.GAMMA, FieldRules.greek(quote.gamma()))
        .column(OPTION_DATA.THETA, FieldRules.greek(quote.theta()))
        .column(OPTION_DATA.VEGA, FieldRules.greek(quote.vega()))
        .fault();
  }

  @Override
  public Instant timestamp(OptionQuote quote) {
    return quote.timestamp();
  }

  @Override
  public void encode(OptionQuote quote, CopyBuffer row) {
    OptionContract contract = quote.contract();
    row.text(contract.underlying());
    row.numeric(contract.strike());
    row.timestamptz(Micros.of(contract.expiry()));
    row.text(contract.type().name());
    row.numericOrAbsent(quote.iv());
    row.numericOrAbsent(quote.delta());
    row.numericOrAbsent(quote.gamma());
    row.numericOrAbsent(quote.theta());
    row.numericOrAbsent(quote.vega());
    row.timestamptz(Micros.of(quote.timestamp()));
  }

  @Override
  public void bind(OptionQuote quote, PreparedStatement statement, int index) throws SQLException {
    OptionContract contract = quote.contract();
    statement.setString(index, contract.underlying());
    statement.setBigDecimal(index + 1, contract.strike());
    statement.setObject(index + 2, contract.expiry().atOffset(ZoneOffset.UTC));
    statement.setString(index + 3, contract.type().name());
    int next = index + 4;
    for (Optional<BigDecimal> number :
        List.of(quote.iv(), quote.delta(), quote.gamma(), quote.theta(), quote.vega())) {
      statement.setBigDecimal(next++, number.orElse(null));
    }
    statement.setObject(next, quote.timestamp().atOffset(ZoneOffset.UTC));
  }
}
