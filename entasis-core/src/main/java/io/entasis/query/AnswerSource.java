package io.entasis.query;

/** Where the value of an answer was read. */
public enum AnswerSource {
  /** From the database, for this answer. */
  DATABASE,
  /** From the database for an earlier answer; it was kept since. */
  CACHE
}
