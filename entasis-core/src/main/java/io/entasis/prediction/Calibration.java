package io.entasis.prediction;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Whether confidence can be believed: of the predictions made with a confidence of 0.7, seven in ten should be hits. It is about the
 * predictions that have a confidence and are a hit or a miss.
 *
 * @param bins bins of equal width from 0 to 1
 * @param brierScore mean of (confidence - 1)² for hits and confidence² for misses (G. Brier, Verification of forecasts expressed in terms of
 *     probability, 1950): 0 is best, 0.25 what a constant 0.5 gets
 */
public record Calibration(List<CalibrationBin> bins, OptionalDouble brierScore) {

  /** Copies the list. */
  public Calibration {
    bins = List.copyOf(bins);
  }

  /** Number of predictions. */
  public long count() {
    return bins.stream().mapToLong(CalibrationBin::count).sum();
  }

  /**
   * Expected calibration error: the mean over all predictions of how far the mean confidence of their bin is from its hit rate (M. Naeini,
   * G. Cooper and M. Hauskrecht, Obtaining well calibrated probabilities using Bayesian binning, 2015). 0 is best; empty when there are
   * none.
   */
  public OptionalDouble expectedError() {
    long count = count();
    return count == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(bins.stream()
            .filter(bin -> bin.count() > 0)
            .mapToDouble(bin -> bin.count()
                * Math.abs(bin.meanConfidence().orElseThrow() - bin.hitRate().orElseThrow())
                / count)
            .sum());
  }
}
