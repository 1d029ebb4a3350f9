package io.entasis.archive;

import io.entasis.partition.RowBuffer;

/**
 * How the rows of a table become values.
 *
 * @param <T> the value of a row
 */
interface RowForm<T> {

  /** The column with what a question is about. */
  String nameColumn();

  /** The column with the instant of a row. */
  String timeColumn();

  /** The value of the row. */
  T value(RowBuffer row);
}
