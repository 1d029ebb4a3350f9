package io.entasis.internal.tick;

import io.entasis.internal.read.Selection;
import io.entasis.internal.read.TimeBounds;
import io.entasis.tick.TickSpan;
import java.util.Optional;

/** Tells what times ticks are held for. */
@FunctionalInterface
public interface TickSpans {

  /** The times of the first and the last tick of the symbols within the bounds. */
  Optional<TickSpan> find(Selection symbols, TimeBounds times);
}
