package io.entasis.prediction;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Adds confidence and hits up. */
final class CalibrationSums {

  private final long[] counts;
  private final long[] hits;
  private final CompensatedSum[] confidences;
  private final CompensatedSum brier = new CompensatedSum();
  private long count;

  CalibrationSums(int bins) {
    counts = new long[bins];
    hits = new long[bins];
    confidences = new CompensatedSum[bins];
    for (int i = 0; i < bins; i++) {
      confidences[i] = new CompensatedSum();
    }
  }

  /** The bin is found exactly: a double would put some bounds into the bin below. */
  void add(BigDecimal confidence, boolean hit) {
    int last = counts.length - 1;
    int bin =
        Math.min(last, confidence.multiply(BigDecimal.valueOf(counts.length)).intValue());
    double distance = confidence.doubleValue() - (hit ? 1 : 0);
    counts[bin]++;
    hits[bin] += hit ? 1 : 0;
    confidences[bin].add(confidence.doubleValue());
    brier.add(distance * distance);
    count++;
  }

  Calibration calibration() {
    List<CalibrationBin> bins = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      bins.add(new CalibrationBin(
          (double) i / counts.length,
          (double) (i + 1) / counts.length,
          counts[i],
          mean(confidences[i].value(), counts[i]),
          mean((double) hits[i], counts[i])));
    }
    return new Calibration(bins, mean(brier.value(), count));
  }

  private static OptionalDouble mean(double sum, long count) {
    return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
  }
}
