package io.entasis.portfolio;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A fall from a peak (M. Magdon-Ismail and A. Atiya, Maximum drawdown, 2004). Values that differ by less than a billionth of the peak
 * count as equal, since an index is a product of rounded numbers.
 *
 * @param depth value at the trough / value at the peak - 1, below zero; -0.2 is a fall by a fifth, and what is
 *     below -1 a loss of more than everything
 * @param start the instant of the peak, the last of several
 * @param trough the instant of the lowest value, the first of several
 * @param recovery the instant at which the value of the peak was reached again; empty when it was not
 */
public record Drawdown(double depth, Instant start, Instant trough, Optional<Instant> recovery) {

  /** Time from peak to recovery; empty when there was none. */
  public Optional<Duration> length() {
    return recovery.map(end -> Duration.between(start, end));
  }
}
