package io.entasis.internal.read;

import io.entasis.market.PlainDecimal;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Fields of the row at which a result set stands. */
final class ResultSetFields implements Fields {

  private final ResultSet row;
  private int column;

  ResultSetFields(ResultSet row) {
    this.row = row;
  }

  @Override
  public String text() throws SQLException {
    column++;
    return row.getString(column);
  }

  @Override
  public Optional<String> textIfAny() throws SQLException {
    return Optional.ofNullable(text());
  }

  @Override
  public Instant instant() throws SQLException {
    return instantIfAny().orElseThrow();
  }

  @Override
  public Optional<Instant> instantIfAny() throws SQLException {
    column++;
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  @Override
  public BigDecimal decimal() throws SQLException {
    return decimalIfAny().orElseThrow();
  }

  @Override
  public Optional<BigDecimal> decimalIfAny() throws SQLException {
    column++;
    return Optional.ofNullable(row.getBigDecimal(column)).map(PlainDecimal::of);
  }

  @Override
  public long int8() throws SQLException {
    column++;
    return row.getLong(column);
  }
}
