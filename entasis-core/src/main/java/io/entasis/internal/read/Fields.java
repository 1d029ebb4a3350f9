package io.entasis.internal.read;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The fields of the row at hand, read one after the other, whichever way the row came. */
public interface Fields {

  /** A text. */
  String text() throws SQLException;

  /** A text that may be missing. */
  Optional<String> textIfAny() throws SQLException;

  /** A timestamp. */
  Instant instant() throws SQLException;

  /** A timestamp that may be missing. */
  Optional<Instant> instantIfAny() throws SQLException;

  /** A number without trailing zeros. */
  BigDecimal decimal() throws SQLException;

  /** A number without trailing zeros that may be missing. */
  Optional<BigDecimal> decimalIfAny() throws SQLException;

  /** A whole number. */
  long int8() throws SQLException;
}
