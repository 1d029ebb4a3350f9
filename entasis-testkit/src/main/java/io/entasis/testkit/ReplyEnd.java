package io.entasis.testkit;

/**
 * Finds the end of an answer, the message "ready for query", in what a server sends. For one
 * thread.
 */
final class ReplyEnd {

  private static final byte[] READY_FOR_QUERY = {'Z', 0, 0, 0, 5};

  private int matched;

  /** Whether an answer ends in these bytes, or in them together with those before. */
  boolean isIn(byte[] bytes, int length) {
    for (int i = 0; i < length && matched < READY_FOR_QUERY.length; i++) {
      if (bytes[i] == READY_FOR_QUERY[matched]) {
        matched++;
      } else {
        matched = bytes[i] == READY_FOR_QUERY[0] ? 1 : 0;
      }
    }
    return matched == READY_FOR_QUERY.length;
  }
}
