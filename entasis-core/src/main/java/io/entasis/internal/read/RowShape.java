package io.entasis.internal.read;

import io.entasis.internal.copy.CopyRows;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * How rows become values, from either kind of answer. One is made for each answer and may remember what repeats in it.
 *
 * @param <T> the value of a row
 */
public interface RowShape<T> {

  /** The row at hand of a COPY; reads all of its fields in order. */
  T fromCopy(CopyRows row) throws SQLException;

  /** The row at hand of a result set. */
  T fromResultSet(ResultSet row) throws SQLException;
}
