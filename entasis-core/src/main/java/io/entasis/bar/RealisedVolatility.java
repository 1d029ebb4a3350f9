package io.entasis.bar;

import io.entasis.error.InvalidInputException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How much the price of bars moved: the standard deviation of the logarithmic returns ln(close / close of the bar before) about their mean (J.
 * Hull, Options, Futures, and Other Derivatives, estimating volatility from historical data).
 *
 * <p>A return is taken between each bar and the next one that is given, whatever time lies between: over a night or over bars that are absent it
 * counts as one return like the others. Filled bars count: they give returns of zero and lower the figure, and the return after them is that of
 * the whole gap. Provisional bars count with the price that they have. So ask for the bars that you mean.
 *
 * <p>The prices are exact, the logarithms and the rest are doubles, the same on every machine.
 *
 * @param returns number of returns
 * @param perBar standard deviation of the return of one bar, as a fraction: 0.01 is one percent
 */
public record RealisedVolatility(int returns, double perBar) {

  /**
   * Checks the figures.
   *
   * @throws InvalidInputException when there is no return, or when the deviation is negative or no number
   */
  public RealisedVolatility {
    if (returns < 1 || !(perBar >= 0)) {
      throw new InvalidInputException(
          "a volatility of " + perBar + " from " + returns + " returns cannot be");
    }
  }

  /**
   * As an estimate from a sample: squares are divided by n - 1. Empty for fewer than two returns, which are three bars.
   *
   * @param bars bars of one symbol, earliest first
   * @throws InvalidInputException when they are not, or when a close is not above zero and so has no logarithm
   */
  public static Optional<RealisedVolatility> sample(List<Bar> bars) {
    return of(bars, 1);
  }

  /**
   * Of the returns as they are, no estimate: squares are divided by n. Empty without a return, for which it takes two bars.
   *
   * @param bars bars of one symbol, earliest first
   * @throws InvalidInputException when they are not, or when a close is not above zero and so has no logarithm
   */
  public static Optional<RealisedVolatility> population(List<Bar> bars) {
    return of(bars, 0);
  }

  /**
   * The volatility a year: the deviation times the square root of the number of bars in a year. It takes returns as independent of each other.
   *
   * @param barsPerYear as you count them: 252 for sessions of New York, 365 for days of a market that never closes, 252 · 6.5 for hours of its
   *     sessions
   * @throws InvalidInputException when it is not above zero
   */
  public double annualised(double barsPerYear) {
    if (!(barsPerYear > 0)) {
      throw new InvalidInputException(
          "the number of bars in a year is " + barsPerYear + ", it must be above zero");
    }
    return perBar * StrictMath.sqrt(barsPerYear);
  }

  private static Optional<RealisedVolatility> of(List<Bar> bars, int lost) {
    double[] returns = IntStream.range(1, bars.size())
        .mapToDouble(i -> logReturn(bars.get(i - 1), bars.get(i)))
        .toArray();
    if (returns.length <= lost) {
      return Optional.empty();
    }
    double mean = DoubleStream.of(returns).sum() / returns.length;
    double squares =
        DoubleStream.of(returns).map(each -> (each - mean) * (each - mean)).sum();
    return Optional.of(
        new RealisedVolatility(returns.length, StrictMath.sqrt(squares / (returns.length - lost))));
  }

  private static double logReturn(Bar before, Bar bar) {
    if (!before.symbol().equals(bar.symbol()) || bar.start().isBefore(before.end())) {
      throw new InvalidInputException("the bar of " + bar.symbol() + " at " + bar.start()
          + " does not follow the one of " + before.symbol() + " at " + before.start());
    }
    if (before.close().signum() <= 0 || bar.close().signum() <= 0) {
      throw new InvalidInputException(
          "a close of " + bar.symbol() + " is not above zero and has no logarithm");
    }
    BigDecimal change = bar.close().subtract(before.close());
    return StrictMath.log1p(change.divide(before.close(), MathContext.DECIMAL64).doubleValue());
  }
}
