package io.entasis.archive;

import io.entasis.market.PutCall;
import io.entasis.option.OptionContract;
import io.entasis.option.OptionQuote;
import io.entasis.partition.RowBuffer;
import io.entasis.partition.RowLayout;
import java.math.BigDecimal;
import java.util.Optional;

/** Rows of option_data as quotes. Not thread-safe. */
final class QuoteForm implements RowForm<OptionQuote> {

  private static final String UNDERLYING = "underlying";
  private static final String TIMESTAMP = "timestamp";

  private final TextMemory underlying;
  private final TextMemory type;
  private final int expiry;
  private final int strike;
  private final int timestamp;
  private final int iv;
  private final int delta;
  private final int gamma;
  private final int theta;
  private final int vega;

  QuoteForm(RowLayout layout) {
    underlying = new TextMemory(layout.indexOf(UNDERLYING));
    type = new TextMemory(layout.indexOf("option_type"));
    expiry = layout.indexOf("expiry_date");
    strike = layout.indexOf("strike_price");
    timestamp = layout.indexOf(TIMESTAMP);
    iv = layout.indexOf("iv");
    delta = layout.indexOf("delta");
    gamma = layout.indexOf("gamma");
    theta = layout.indexOf("theta");
    vega = layout.indexOf("vega");
  }

  @Override
  public String nameColumn() {
    return UNDERLYING;
  }

  @Override
  public String timeColumn() {
    return TIMESTAMP;
  }

  @Override
  public OptionQuote value(RowBuffer row) {
    OptionContract contract = new OptionContract(
        underlying.text(row),
        row.instantAt(expiry),
        row.decimalAt(strike),
        PutCall.valueOf(type.text(row)));
    return new OptionQuote(
        contract,
        row.instantAt(timestamp),
        number(row, iv),
        number(row, delta),
        number(row, gamma),
        number(row, theta),
        number(row, vega));
  }

  private static Optional<BigDecimal> number(RowBuffer row, int column) {
    return row.isNull(column) ? Optional.empty() : Optional.of(row.decimalAt(column));
  }
}
