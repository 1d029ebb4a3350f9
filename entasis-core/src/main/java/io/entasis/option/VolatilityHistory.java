package io.entasis.option;

import io.entasis.error.InvalidInputException;
import java.util.Collection;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Volatility over time, and where a volatility stands in it.
 *
 * @param points at most one for an instant, by time
 */
public record VolatilityHistory(List<VolatilityPoint> points) {

  /**
   * Checks the order.
   *
   * @throws InvalidInputException when a point is not after the one before it
   */
  public VolatilityHistory {
    points = List.copyOf(points);
    for (int i = 1; i < points.size(); i++) {
      if (!points.get(i).timestamp().isAfter(points.get(i - 1).timestamp())) {
        throw new InvalidInputException(
            "the history has several volatilities at " + points.get(i).timestamp());
      }
    }
  }

  /** A history of points in any order. */
  public static VolatilityHistory of(Collection<VolatilityPoint> points) {
    return new VolatilityHistory(
        points.stream().sorted(Comparator.comparing(VolatilityPoint::timestamp)).toList());
  }

  /** The last point. */
  public Optional<VolatilityPoint> last() {
    return points.isEmpty() ? Optional.empty() : Optional.of(points.get(points.size() - 1));
  }

  /** The lowest volatility. */
  public OptionalDouble min() {
    return points.stream().mapToDouble(VolatilityPoint::volatility).min();
  }

  /** The highest volatility. */
  public OptionalDouble max() {
    return points.stream().mapToDouble(VolatilityPoint::volatility).max();
  }

  /** The mean volatility. */
  public OptionalDouble mean() {
    return points.stream().mapToDouble(VolatilityPoint::volatility).average();
  }

  /**
   * The rank of a volatility, the "IV rank" of brokers: (volatility - lowest) / (highest - lowest). From 0 to 1 for one within the
   * history, and beyond for one outside of it; empty when the history has no two different volatilities.
   *
   * @throws InvalidInputException when the volatility is negative or no number
   */
  public OptionalDouble rank(double volatility) {
    VolatilityPoint.requireVolatility("the volatility", volatility);
    DoubleSummaryStatistics all =
        points.stream().mapToDouble(VolatilityPoint::volatility).summaryStatistics();
    return all.getCount() == 0 || all.getMax() == all.getMin()
        ? OptionalDouble.empty()
        : OptionalDouble.of((volatility - all.getMin()) / (all.getMax() - all.getMin()));
  }

  /** The rank of the last volatility among all. */
  public OptionalDouble rank() {
    return last().map(point -> rank(point.volatility())).orElse(OptionalDouble.empty());
  }

  /**
   * The percentile of a volatility, the "IV percentile" of brokers: the share of points that are strictly below it, from 0 to 1. Others
   * count those that are equal too, or half of them. Empty for an empty history.
   *
   * @throws InvalidInputException when the volatility is negative or no number
   */
  public OptionalDouble percentile(double volatility) {
    VolatilityPoint.requireVolatility("the volatility", volatility);
    return points.stream()
        .mapToDouble(point -> point.volatility() < volatility ? 1 : 0)
        .average();
  }

  /** The percentile of the last volatility among all, itself included. */
  public OptionalDouble percentile() {
    return last().map(point -> percentile(point.volatility())).orElse(OptionalDouble.empty());
  }
}
