package io.entasis.internal.change;

/**
 * Rows that were inserted, updated or deleted.
 *
 * @param kind their table
 * @param key their symbol, underlying or user; empty for all of the table
 * @param span between which of their timestamps
 */
public record Change(ChangeKind kind, String key, Span span) {

  /** Any rows of the table. */
  public static Change anyOf(ChangeKind kind) {
    return new Change(kind, "", Span.ALL);
  }

  /** Whether rows of all keys may be among them. */
  public boolean isOfAllKeys() {
    return key.isEmpty();
  }
}
