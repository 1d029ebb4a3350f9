package io.entasis.prediction;

import java.util.Arrays;
import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Rank correlation: Pearson's of the ranks, equal values sharing the mean of theirs (C. Spearman, The proof and measurement of association
 * between two things, 1904).
 */
final class RankCorrelation {

  private static final int FEWEST = 3;
  private static final int FIRST_ROOM = 64;

  private double[] left = new double[FIRST_ROOM];
  private double[] right = new double[FIRST_ROOM];
  private int size;

  void add(double one, double other) {
    if (size == left.length) {
      left = Arrays.copyOf(left, size * 2);
      right = Arrays.copyOf(right, size * 2);
    }
    left[size] = one;
    right[size++] = other;
  }

  OptionalDouble coefficient() {
    if (size < FEWEST) {
      return OptionalDouble.empty();
    }
    double[] x = ranks(Arrays.copyOf(left, size));
    double[] y = ranks(Arrays.copyOf(right, size));
    double mean = (size + 1) / 2.0;
    CompensatedSum xy = new CompensatedSum();
    CompensatedSum xx = new CompensatedSum();
    CompensatedSum yy = new CompensatedSum();
    for (int i = 0; i < size; i++) {
      xy.add((x[i] - mean) * (y[i] - mean));
      xx.add((x[i] - mean) * (x[i] - mean));
      yy.add((y[i] - mean) * (y[i] - mean));
    }
    double scale = StrictMath.sqrt(xx.value()) * StrictMath.sqrt(yy.value());
    return scale == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.max(-1, Math.min(1, xy.value() / scale)));
  }

  private static double[] ranks(double[] values) {
    int[] order = IntStream.range(0, values.length)
        .boxed()
        .sorted(Comparator.comparingDouble(place -> values[place]))
        .mapToInt(Integer::intValue)
        .toArray();
    double[] ranks = new double[values.length];
    int from = 0;
    while (from < order.length) {
      int to = from;
      while (to < order.length && values[order[to]] == values[order[from]]) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order[i]] = (from + 1 + to) / 2.0;
      }
      from = to;
    }
    return ranks;
  }
}
