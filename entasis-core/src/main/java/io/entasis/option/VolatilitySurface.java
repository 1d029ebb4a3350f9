package io.entasis.option;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Volatility by expiry and log-moneyness ln(K/F), from the smiles of a chain. An immutable value.
 *
 * <p>It is interpolated in total variance w = σ²T: within an expiry along its {@link Smile}, between expiries linearly in time at the same
 * log-moneyness (J. Gatheral, The Volatility Surface, 2006); an expiry whose smile does not reach the moneyness is stepped over. Outside of
 * what was quoted it is empty, unless {@link #extrapolated()} was asked for.
 */
public final class VolatilitySurface {

  private final Instant asOf;
  private final List<Smile> smiles;
  private final boolean extrapolates;

  private VolatilitySurface(Instant asOf, List<Smile> smiles, boolean extrapolates) {
    this.asOf = asOf;
    this.smiles = List.copyOf(smiles);
    this.extrapolates = extrapolates;
  }

  /** Of the expiries that have a forward price and at least one point; the others are no part of it. */
  static VolatilitySurface of(OptionChain chain, Map<Instant, BigDecimal> forwards) {
    List<Smile> smiles = chain.slices().stream()
        .flatMap(slice -> Optional.ofNullable(forwards.get(slice.expiry()))
            .map(slice::smile)
            .filter(smile -> !smile.points().isEmpty())
            .stream())
        .toList();
    return new VolatilitySurface(chain.asOf(), smiles, false);
  }

  /** The smiles it is made of, earliest expiry first. */
  public List<Smile> smiles() {
    return smiles;
  }

  /** The expiries it is made of, earliest first. */
  public List<Instant> expiries() {
    return smiles.stream().map(Smile::expiry).toList();
  }

  /** The same surface, which goes on flat beyond its edges: the volatility of the nearest point in moneyness and of the nearest expiry. */
  public VolatilitySurface extrapolated() {
    return new VolatilitySurface(asOf, smiles, true);
  }

  /** Volatility at an expiry, which need not be listed, and a log-moneyness; per year as a fraction. */
  public OptionalDouble volatilityAt(Instant expiry, double logMoneyness) {
    double years = YearFraction.between(asOf, expiry);
    List<TermPoint> terms = new ArrayList<>();
    for (Smile smile : smiles) {
      squared(smile, logMoneyness)
          .ifPresent(squared ->
              terms.add(new TermPoint(smile.expiry(), smile.years(), StrictMath.sqrt(squared))));
    }
    return years > 0 ? between(terms, years) : OptionalDouble.empty();
  }

  /** The surface at the points of a grid. */
  public VolatilityGrid grid(List<Instant> expiries, List<Double> logMoneyness) {
    List<List<OptionalDouble>> rows = expiries.stream()
        .map(expiry ->
            logMoneyness.stream().map(place -> volatilityAt(expiry, place)).toList())
        .toList();
    return new VolatilityGrid(expiries, logMoneyness, rows);
  }

  private OptionalDouble squared(Smile smile, double logMoneyness) {
    return extrapolates
        ? smile.curve().atOrNearest(logMoneyness)
        : smile.curve().at(logMoneyness);
  }

  private OptionalDouble between(List<TermPoint> terms, double years) {
    if (extrapolates && !terms.isEmpty()) {
      TermPoint first = terms.get(0);
      TermPoint last = terms.get(terms.size() - 1);
      if (years <= first.years()) {
        return OptionalDouble.of(first.volatility());
      }
      if (years >= last.years()) {
        return OptionalDouble.of(last.volatility());
      }
    }
    return Curve.of(terms, TermPoint::years, TermPoint::totalVariance).at(years).stream()
        .map(variance -> StrictMath.sqrt(variance / years))
        .findFirst();
  }
}
