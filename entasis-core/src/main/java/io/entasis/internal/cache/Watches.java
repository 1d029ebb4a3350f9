package io.entasis.internal.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.entasis.internal.change.Change;
import io.entasis.internal.change.Span;
import java.util.Collection;
import java.util.List;

/** The watches of one kind of answer. Safe for use by several threads. */
final class Watches {

  /** Subjects go when nothing rests on them any more: their watches hold them. */
  private final Cache<String, Subject> subjects =
      Caffeine.newBuilder().weakValues().build();

  /** Watches from now on over rows of these keys and times, for as long as the trust lasts. */
  Watch over(Trust trust, Collection<String> keys, Span span) {
    List<Subject> watched =
        keys.stream().map(key -> subjects.get(key, missing -> new Subject())).toList();
    return new Watch(trust, span, watched);
  }

  /**
   * Ends at that time what rests on the changed rows. A watch that begins meanwhile may be missed, as it may: what is read under it is
   * read after the change.
   *
   * @return how many had no end before
   */
  int end(Change change, long at) {
    if (change.isOfAllKeys()) {
      int ended = 0;
      for (Subject subject : subjects.asMap().values()) {
        ended += subject.end(change.span(), at);
      }
      return ended;
    }
    Subject subject = subjects.getIfPresent(change.key());
    return subject == null ? 0 : subject.end(change.span(), at);
  }
}
