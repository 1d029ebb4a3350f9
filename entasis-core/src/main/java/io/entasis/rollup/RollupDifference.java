package io.entasis.rollup;

import io.entasis.bar.BarSize;
import java.time.Instant;

/**
 * A kept bar that is not what it should be.
 *
 * @param size the level it belongs to
 * @param symbol the instrument
 * @param start start of the bar
 * @param kind what is wrong with it
 */
public record RollupDifference(BarSize size, String symbol, Instant start, Kind kind) {

  /** What is wrong with a bar. */
  public enum Kind {
    /** It is not kept, though there are ticks. */
    MISSING,
    /** It is kept, though there are no ticks. */
    LEFT_OVER,
    /** It is kept with other values. */
    DIFFERENT
  }
}
