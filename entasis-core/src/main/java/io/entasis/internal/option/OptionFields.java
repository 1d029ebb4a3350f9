package io.entasis.internal.option;

import static io.entasis.schema.generated.Tables.OPTION_DATA;

import io.entasis.internal.read.Fields;
import io.entasis.market.PutCall;
import io.entasis.option.OptionContract;
import io.entasis.option.OptionQuote;
import io.entasis.schema.generated.tables.records.OptionDataRecord;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import org.jooq.TableField;

/** The columns of a quote and the way back from them. */
final class OptionFields {

  /** The numbers of a quote, in the order of the record. */
  static final List<TableField<OptionDataRecord, BigDecimal>> NUMBERS = List.of(
      OPTION_DATA.IV, OPTION_DATA.DELTA, OPTION_DATA.GAMMA, OPTION_DATA.THETA, OPTION_DATA.VEGA);

  private OptionFields() {}

  /** A quote of the contract from its timestamp and its numbers. */
  static OptionQuote quote(OptionContract contract, Fields row) throws SQLException {
    return new OptionQuote(
        contract,
        row.instant(),
        row.decimalIfAny(),
        row.decimalIfAny(),
        row.decimalIfAny(),
        row.decimalIfAny(),
        row.decimalIfAny());
  }

  /** A quote from expiry, strike, kind, timestamp and its numbers. */
  static OptionQuote quote(String underlying, Fields row) throws SQLException {
    return quote(contract(underlying, row), row);
  }

  /** A contract from expiry, strike and kind. */
  static OptionContract contract(String underlying, Fields row) throws SQLException {
    return new OptionContract(
        underlying, row.instant(), row.decimal(), PutCall.valueOf(row.text()));
  }
}
