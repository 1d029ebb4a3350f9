package io.entasis.prediction;

import java.util.OptionalDouble;

/**
 * Whether prices went where predictions said.
 *
 * @param hits predictions that named the direction of the move
 * @param misses predictions that named the other one
 * @param zeroMoves predictions that named a direction while the price did not move
 * @param undecided predictions that named none, or whose value is no probability where it should be one
 */
public record DirectionStatistics(long hits, long misses, long zeroMoves, long undecided) {

  /** Share of hits among hits and misses, from 0 to 1; empty when there is neither. */
  public OptionalDouble hitRate() {
    return hits + misses == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) hits / (hits + misses));
  }
}
