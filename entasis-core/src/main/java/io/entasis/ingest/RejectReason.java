package io.entasis.ingest;

/** Why a row could not be stored. */
public enum RejectReason {
  /** A value that every row must have is null, or the row itself is. */
  VALUE_MISSING,
  /** A name is empty or only white space. */
  NAME_BLANK,
  /** A name has more characters than its column holds. */
  NAME_TOO_LONG,
  /** A name holds a character that PostgreSQL cannot store: NUL or half of a surrogate pair. */
  NAME_NOT_STORABLE,
  /** A number has more decimals than its column holds; it is never rounded. */
  TOO_MANY_DECIMALS,
  /** A number has more digits before the point than its column holds. */
  TOO_LARGE,
  /** A quantity that cannot be negative is. */
  NEGATIVE,
  /** A number that must be above zero is not. */
  NOT_POSITIVE,
  /** A share is not between 0 and 1. */
  NOT_A_SHARE,
  /** An instant that cannot lie before the timestamp of its row does, such as an expiry or a target. */
  BEFORE_TIMESTAMP,
  /** An instant lies before the earliest that is accepted. */
  TOO_EARLY,
  /** An instant lies after the latest that is accepted. */
  TOO_LATE,
  /** The row would change a time whose bars are frozen, since its raw rows are sealed or gone. */
  BELOW_RAW_FLOOR
}
