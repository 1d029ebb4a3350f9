package io.entasis.option;

import io.entasis.error.InvalidInputException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * At-the-money volatility by expiry. Between expiries total variance σ²T is linear in time, which keeps the volatility in between constant
 * (J. Gatheral, The Volatility Surface, 2006); before the first and after the last nothing is extrapolated.
 *
 * @param asOf the instant of the chain
 * @param points one for each expiry whose volatility can be told, earliest first
 * @param missing the expiries whose volatility cannot be told
 */
public record TermStructure(Instant asOf, List<TermPoint> points, List<Instant> missing) {

  /** Copies the lists. */
  public TermStructure {
    points = List.copyOf(points);
    missing = List.copyOf(missing);
  }

  static TermStructure of(OptionChain chain, AtTheMoney rule) {
    List<TermPoint> points = new ArrayList<>();
    List<Instant> missing = new ArrayList<>();
    for (ExpirySlice slice : chain.slices()) {
      OptionalDouble volatility = slice.atTheMoneyVolatility(rule);
      if (volatility.isPresent()) {
        points.add(new TermPoint(slice.expiry(), slice.years(), volatility.getAsDouble()));
      } else {
        missing.add(slice.expiry());
      }
    }
    return new TermStructure(chain.asOf(), points, missing);
  }

  /** Volatility up to an instant, per year as a fraction; empty outside of the expiries. */
  public OptionalDouble volatilityAt(Instant instant) {
    double years = YearFraction.between(asOf, instant);
    return variances().at(years).stream()
        .map(variance -> StrictMath.sqrt(variance / years))
        .findFirst();
  }

  /**
   * Volatility between two instants that is implied by those up to each: √((w₂ - w₁) / (T₂ - T₁)). Empty outside of the expiries, and when
   * total variance falls in between, which no volatility can explain.
   *
   * @throws InvalidInputException when the second instant is not after the first
   */
  public OptionalDouble forwardVolatility(Instant from, Instant to) {
    if (!to.isAfter(from)) {
      throw new InvalidInputException(
          "forward volatility from " + from + " to " + to + " covers no time");
    }
    OptionalDouble near = variances().at(YearFraction.between(asOf, from));
    OptionalDouble far = variances().at(YearFraction.between(asOf, to));
    if (near.isEmpty() || far.isEmpty() || far.getAsDouble() < near.getAsDouble()) {
      return OptionalDouble.empty();
    }
    double variance = far.getAsDouble() - near.getAsDouble();
    return OptionalDouble.of(StrictMath.sqrt(variance / YearFraction.between(from, to)));
  }

  /** Whether total variance never falls from one expiry to the next; where it does, a calendar spread is an arbitrage. */
  public boolean isFreeOfCalendarArbitrage() {
    for (int i = 1; i < points.size(); i++) {
      if (points.get(i).totalVariance() < points.get(i - 1).totalVariance()) {
        return false;
      }
    }
    return true;
  }

  private Curve variances() {
    return Curve.of(points, TermPoint::years, TermPoint::totalVariance);
  }
}
