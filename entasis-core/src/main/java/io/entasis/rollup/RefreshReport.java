package io.entasis.rollup;

import java.time.Duration;

/**
 * What a refresh did.
 *
 * @param outcome how it ended
 * @param batches number of transactions
 * @param minutes number of bars of one minute that were computed, one for each symbol
 * @param ignored number of changes below the raw floor, which were put aside
 * @param elapsed time it took
 */
public record RefreshReport(
    Outcome outcome, int batches, long minutes, long ignored, Duration elapsed) {

  /** How a refresh ended. */
  public enum Outcome {
    /** Everything that was committed before it began is in the kept bars. */
    DONE,
    /**
     * Somebody else changes kept bars at the moment: refreshes, freezes, declares or attaches. What was left to do waits for that refresh,
     * or for the next one.
     */
    ELSEWHERE
  }
}
