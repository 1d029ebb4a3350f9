package io.entasis.internal.read;

import io.entasis.internal.copy.CopyRows;
import io.entasis.internal.copy.TextDictionary;
import io.entasis.market.Micros;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Fields that arrive by COPY; texts, which repeat, are kept once. */
final class CopyFields implements Fields {

  private final TextDictionary texts = new TextDictionary();
  private final CopyRows row;

  CopyFields(CopyRows row) {
    this.row = row;
  }

  @Override
  public String text() throws SQLException {
    return texts.text(row.code(texts));
  }

  @Override
  public Optional<String> textIfAny() throws SQLException {
    return row.absent() ? Optional.empty() : Optional.of(text());
  }

  @Override
  public Instant instant() throws SQLException {
    return Micros.toInstant(row.micros());
  }

  @Override
  public Optional<Instant> instantIfAny() throws SQLException {
    return row.absent() ? Optional.empty() : Optional.of(instant());
  }

  @Override
  public BigDecimal decimal() throws SQLException {
    return row.decimal();
  }

  @Override
  public Optional<BigDecimal> decimalIfAny() throws SQLException {
    return row.absent() ? Optional.empty() : Optional.of(decimal());
  }

  @Override
  public long int8() throws SQLException {
    return row.int8();
  }
}
