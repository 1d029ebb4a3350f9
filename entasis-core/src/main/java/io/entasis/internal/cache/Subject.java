package io.entasis.internal.cache;

import io.entasis.internal.change.Span;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.Set;
import java.util.WeakHashMap;

/** The watches over one symbol, underlying or user. They are forgotten with the last answer that rests on them. */
final class Subject {

  private final Set<Watch> watches = Collections.newSetFromMap(new WeakHashMap<>());
  private Instant latest = Instant.MIN;

  synchronized void add(Watch watch) {
    watches.add(watch);
    if (watch.span().last().isAfter(latest)) {
      latest = watch.span().last();
    }
  }

  /**
   * Ends at that time the watches that a change of rows with these timestamps touches. Most changes are later than all history that is
   * watched, so that none has to be looked at. One that still lasts stays, since a later change may end it sooner.
   *
   * @return how many had no end before
   */
  synchronized int end(Span changed, long at) {
    if (changed.first().isAfter(latest)) {
      return 0;
    }
    boolean atOnce = at - System.nanoTime() <= 0;
    int ended = 0;
    latest = Instant.MIN;
    for (Iterator<Watch> all = watches.iterator(); all.hasNext(); ) {
      Watch watch = all.next();
      boolean touched = watch.span().touches(changed);
      if (touched && watch.end(at)) {
        ended++;
      }
      if (touched && atOnce) {
        all.remove();
      } else if (watch.span().last().isAfter(latest)) {
        latest = watch.span().last();
      }
    }
    return ended;
  }
}
