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
  /** The timestamp lies before the earliest that is accepted. */
  TOO_EARLY,
  /** The timestamp lies after the latest that is accepted. */
  TOO_LATE
}
