package io.entasis.ingest;

/**
 * A row that was not stored, and why.
 *
 * @param row position of the row in its source, from 1
 * @param reason why it was not stored
 * @param column the column that is at fault, as it is named in the schema
 */
public record Rejection(long row, RejectReason reason, String column) {

  /** One line for people, for example {@code row 17: price TOO_MANY_DECIMALS}. */
  @Override
  public String toString() {
    return "row " + row + ": " + column + " " + reason;
  }
}
