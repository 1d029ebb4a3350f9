package io.entasis.option;

import io.entasis.error.InvalidInputException;
import io.entasis.market.PutCall;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Implied volatility by strike for one expiry, around a forward price that the caller gives; none is guessed. An immutable value.
 *
 * <p>At each strike the option that is out of the money counts: the put below the forward, the call above it, and at the forward the mean of
 * both where both have a volatility. A strike whose out-of-the-money option has no volatility has no point; the one in the money does not
 * take its place. A volatility of zero, by which feeds say that they found none, does not count.
 *
 * <p>Between points volatility is interpolated so that its square, and with it total variance σ²T, is linear in log-moneyness ln(K/F)
 * (J. Gatheral, The Volatility Surface, 2006); outside of them nothing is extrapolated.
 *
 * <p>Risk reversal and butterfly follow the definitions of foreign-exchange markets (I. Clark, Foreign Exchange Option Pricing, 2011), with
 * the deltas that the feed reports.
 */
public final class Smile {

  private final ExpirySlice slice;
  private final BigDecimal forward;
  private final List<SmilePoint> points;
  private final Wing calls;
  private final Wing puts;

  private Smile(ExpirySlice slice, BigDecimal forward) {
    this.slice = slice;
    this.forward = forward;
    this.points = points(slice, forward);
    this.calls = Wing.of(slice.calls());
    this.puts = Wing.of(slice.puts());
  }

  static Smile of(ExpirySlice slice, BigDecimal forward) {
    AtTheMoney.requirePositive("forward", forward);
    return new Smile(slice, forward);
  }

  /** The expiry. */
  public Instant expiry() {
    return slice.expiry();
  }

  /** The forward price. */
  public BigDecimal forward() {
    return forward;
  }

  /** Time to the expiry in years of 365 days. */
  public double years() {
    return slice.years();
  }

  /** The points by strike. */
  public List<SmilePoint> points() {
    return points;
  }

  /** Volatility at a log-moneyness ln(K/F), per year as a fraction; empty outside of the points. */
  public OptionalDouble volatilityAt(double logMoneyness) {
    return curve().at(logMoneyness).stream().map(StrictMath::sqrt).findFirst();
  }

  /** Volatility at a strike, per year as a fraction; empty outside of the points. */
  public OptionalDouble volatilityAt(BigDecimal strike) {
    return volatilityAt(Moneyness.log(strike, forward));
  }

  /**
   * Volatility of the call or the put of that delta, per year as a fraction: linear in the delta between the two quotes of that kind whose
   * deltas are nearest on either side; empty when there are none on both sides.
   *
   * @param delta the delta without its sign, above 0 and below 1, for example 0.25
   */
  public OptionalDouble volatilityAtDelta(PutCall type, double delta) {
    if (!(delta > 0 && delta < 1)) {
      throw new InvalidInputException(
          "the delta without its sign is " + delta + ", it must be above 0 and below 1");
    }
    return (type == PutCall.CALL ? calls : puts).at(delta);
  }

  /**
   * Risk reversal: volatility of the call of that delta minus volatility of the put of that delta. Positive when calls are the dearer ones;
   * a fraction per year.
   */
  public OptionalDouble riskReversal(double delta) {
    OptionalDouble call = volatilityAtDelta(PutCall.CALL, delta);
    OptionalDouble put = volatilityAtDelta(PutCall.PUT, delta);
    return call.isPresent() && put.isPresent()
        ? OptionalDouble.of(call.getAsDouble() - put.getAsDouble())
        : OptionalDouble.empty();
  }

  /**
   * Butterfly: the mean of the volatilities of call and put of that delta, minus the volatility at the money by the rule. Positive when the
   * wings are dearer than the middle; a fraction per year.
   */
  public OptionalDouble butterfly(double delta, AtTheMoney rule) {
    OptionalDouble call = volatilityAtDelta(PutCall.CALL, delta);
    OptionalDouble put = volatilityAtDelta(PutCall.PUT, delta);
    OptionalDouble middle = slice.atTheMoneyVolatility(rule);
    return call.isPresent() && put.isPresent() && middle.isPresent()
        ? OptionalDouble.of((call.getAsDouble() + put.getAsDouble()) / 2 - middle.getAsDouble())
        : OptionalDouble.empty();
  }

  /** Squared volatility by log-moneyness. */
  Curve curve() {
    return Curve.of(
        points, SmilePoint::logMoneyness, point -> point.volatility() * point.volatility());
  }

  private static List<SmilePoint> points(ExpirySlice slice, BigDecimal forward) {
    List<SmilePoint> points = new ArrayList<>();
    for (OptionPair pair : slice.pairs()) {
      point(pair, forward).ifPresent(points::add);
    }
    return List.copyOf(points);
  }

  private static Optional<SmilePoint> point(OptionPair pair, BigDecimal forward) {
    List<ChainQuote> quotes = outOfTheMoney(pair, forward)
        .filter(quote -> quote.volatility().isPresent())
        .toList();
    OptionalDouble volatility = quotes.stream()
        .mapToDouble(quote -> quote.volatility().orElseThrow().doubleValue())
        .average();
    if (volatility.isEmpty()) {
      return Optional.empty();
    }
    Duration age =
        quotes.stream().map(ChainQuote::age).max(Comparator.naturalOrder()).orElseThrow();
    return Optional.of(new SmilePoint(
        pair.strike(), Moneyness.log(pair.strike(), forward), volatility.getAsDouble(), age));
  }

  private static Stream<ChainQuote> outOfTheMoney(OptionPair pair, BigDecimal forward) {
    int side = pair.strike().compareTo(forward);
    Stream<ChainQuote> put = side <= 0 ? pair.put().stream() : Stream.empty();
    Stream<ChainQuote> call = side >= 0 ? pair.call().stream() : Stream.empty();
    return Stream.concat(call, put);
  }

  /**
   * Volatility by delta of the options of one kind.
   *
   * @param curve volatility by delta without its sign
   */
  private record Wing(Curve curve) {

    static Wing of(List<ChainQuote> quotes) {
      List<ChainQuote> usable = quotes.stream()
          .filter(quote -> quote.volatility().isPresent())
          .filter(quote -> quote.delta().map(delta -> delta.signum() != 0).orElse(false))
          .sorted(Comparator.comparing(Wing::delta))
          .toList();
      return new Wing(Curve.of(
          usable, Wing::delta, quote -> quote.volatility().orElseThrow().doubleValue()));
    }

    OptionalDouble at(double delta) {
      return curve.at(delta);
    }

    private static double delta(ChainQuote quote) {
      return quote.delta().orElseThrow().abs().doubleValue();
    }
  }
}
