package io.entasis.internal.cache;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that was said of a question, in the order it was said. Two questions with the same key have the same answer; two with the same
 * answer may have different keys.
 */
final class QuestionKey {

  private final List<Object> parts;
  private final int hash;

  private QuestionKey(List<Object> parts) {
    this.parts = List.copyOf(parts);
    this.hash = parts.hashCode();
  }

  /** Of a question that begins so. */
  static QuestionKey of(Object... parts) {
    return new QuestionKey(List.of(parts));
  }

  /** With one more refinement. */
  QuestionKey with(Object... refinement) {
    List<Object> more = new ArrayList<>(parts);
    more.add(List.of(refinement));
    return new QuestionKey(more);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof QuestionKey key && hash == key.hash && parts.equals(key.parts);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
