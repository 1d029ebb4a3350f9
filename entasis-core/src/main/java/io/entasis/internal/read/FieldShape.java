package io.entasis.internal.read;

import io.entasis.internal.copy.CopyRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Rows of either kind as values, by one function over their fields. */
public final class FieldShape<T> implements RowShape<T> {

  private final Mapping<T> mapping;
  private @Nullable CopyFields copied;

  /** By that function. */
  public FieldShape(Mapping<T> mapping) {
    this.mapping = mapping;
  }

  @Override
  public T fromCopy(CopyRows row) throws SQLException {
    if (copied == null) {
      copied = new CopyFields(row);
    }
    return mapping.of(copied);
  }

  @Override
  public T fromResultSet(ResultSet row) throws SQLException {
    return mapping.of(new ResultSetFields(row));
  }

  /**
   * Makes a value of the fields of a row.
   *
   * @param <T> the value
   */
  @FunctionalInterface
  public interface Mapping<T> {

    /** The value of the row at hand; reads all of its fields in order. */
    T of(Fields fields) throws SQLException;
  }
}
