package io.entasis.prediction;

import java.util.OptionalDouble;

/** Adds errors up. */
final class ErrorSums {

  private final CompensatedSum absolute = new CompensatedSum();
  private final CompensatedSum squared = new CompensatedSum();
  private final CompensatedSum signed = new CompensatedSum();
  private long count;

  void add(double error) {
    absolute.add(Math.abs(error));
    squared.add(error * error);
    signed.add(error);
    count++;
  }

  ErrorStatistics statistics() {
    return new ErrorStatistics(
        count,
        mean(absolute.value()),
        mean(squared.value()).stream().map(StrictMath::sqrt).findFirst(),
        mean(signed.value()));
  }

  private OptionalDouble mean(double sum) {
    return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
  }
}
