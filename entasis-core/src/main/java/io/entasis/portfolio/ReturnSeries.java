package io.entasis.portfolio;

import io.entasis.error.InvalidInputException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Returns of periods that follow each other. An immutable value. All figures are about the whole series: when one return cannot be told
 * they are empty, never computed around the gap.
 *
 * @param returns the returns, by time
 */
public record ReturnSeries(List<PeriodReturn> returns) {

  private static final double NANOS_A_YEAR = 365.0 * 86_400 * 1e9;

  /** By how much returns that are equal may differ, as a fraction, or of the greatest one where that is above one. */
  private static final double ROUNDING = 1e-12;

  /**
   * Checks that periods follow each other.
   *
   * @throws InvalidInputException when one starts before the one before it has ended; the message names its start
   */
  public ReturnSeries {
    returns = List.copyOf(returns);
    for (int i = 1; i < returns.size(); i++) {
      if (returns.get(i).from().isBefore(returns.get(i - 1).to())) {
        throw new InvalidInputException("the period from " + returns.get(i).from()
            + " starts before the one before it has ended");
      }
    }
  }

  /** Whether there is a return for every period, and at least one. */
  public boolean isComplete() {
    return !returns.isEmpty()
        && returns.stream().allMatch(each -> each.fraction().isPresent());
  }

  /**
   * Time-weighted return: the product of 1 + r, minus 1, as a fraction (Global Investment Performance Standards, 2020). Empty when there
   * is no {@link #index}.
   */
  public OptionalDouble timeWeighted() {
    return growth().stream().map(each -> each - 1).findFirst();
  }

  /**
   * Time-weighted return a year: (1 + R)^(1 / years) - 1 with years of 365 days. Empty when everything was lost and more, since no rate
   * explains that, and when the time is so short that the rate is beyond all numbers.
   */
  public OptionalDouble annualised() {
    return growth().stream()
        .filter(each -> each >= 0)
        .map(each -> StrictMath.pow(each, 1 / years()) - 1)
        .filter(Double::isFinite)
        .findFirst();
  }

  /**
   * What one unit of capital became, from 1 at the start. Empty when a return cannot be told, and when a return follows after everything or
   * more was lost, since nothing was left to earn it.
   */
  public List<IndexPoint> index() {
    if (!isComplete()) {
      return List.of();
    }
    List<IndexPoint> index = new ArrayList<>();
    double value = 1;
    index.add(new IndexPoint(returns.get(0).from(), value));
    for (PeriodReturn each : returns) {
      if (value <= 0) {
        return List.of();
      }
      value *= 1 + each.fraction().orElseThrow();
      index.add(new IndexPoint(each.to(), value));
    }
    return index;
  }

  /**
   * Volatility a year: the sample standard deviation of the simple returns (n - 1) times the square root of the periods in a year
   * (J. Hull, Options, Futures, and Other Derivatives). A fraction; empty for fewer than two returns, zero when they do not vary.
   *
   * @param periodsPerYear for example 365 for days of a market that never closes, 252 for trading days
   */
  public OptionalDouble volatility(double periodsPerYear) {
    requirePositive("number of periods in a year", periodsPerYear);
    return deviation().stream()
        .map(each -> each * StrictMath.sqrt(periodsPerYear))
        .findFirst();
  }

  /**
   * Sharpe ratio a year: mean of the returns above the risk-free one over their standard deviation, times the square root of the periods in
   * a year (W. Sharpe, The Sharpe Ratio, 1994). Empty for fewer than two returns, and when they do not vary: when none differs from
   * another by more than 1e-12, which is rounding, or by that share of the greatest one where it is above one.
   *
   * @param riskFree risk-free return a year as a fraction; a period has its share of it
   */
  public OptionalDouble sharpeRatio(double periodsPerYear, double riskFree) {
    requirePositive("number of periods in a year", periodsPerYear);
    if (!Double.isFinite(riskFree)) {
      throw new InvalidInputException("the risk-free return is " + riskFree + ", no number");
    }
    return deviation().stream()
        .filter(each -> each > 0)
        .map(each -> (mean() - riskFree / periodsPerYear) / each * StrictMath.sqrt(periodsPerYear))
        .findFirst();
  }

  /**
   * Historical value at risk of one period (P. Jorion, Value at Risk, 1997): the loss as a fraction that was not exceeded with that confidence; positive for a loss. Of the n
   * returns in ascending order it is the one at place max(1, ⌊(1 - confidence) · n⌋), with its sign changed: one that happened, not one
   * interpolated, and rather the greater loss of two.
   *
   * @param confidence above 0 and below 1, for example 0.95
   */
  public OptionalDouble valueAtRisk(double confidence) {
    int place = place(confidence);
    return isComplete() ? OptionalDouble.of(0 - sorted()[place]) : OptionalDouble.empty();
  }

  /**
   * Historical expected shortfall of one period (C. Acerbi and D. Tasche, On the coherence of expected shortfall, 2002): the mean of the
   * returns up to the place of the {@link #valueAtRisk value at risk}, with its sign changed, as a fraction; positive for a loss.
   *
   * @param confidence above 0 and below 1, for example 0.95
   */
  public OptionalDouble expectedShortfall(double confidence) {
    int place = place(confidence);
    return isComplete()
        ? OptionalDouble.of(0 - Arrays.stream(sorted(), 0, place + 1).average().orElseThrow())
        : OptionalDouble.empty();
  }

  /**
   * The drawdowns of the {@link #index}, by time. The capital at the start is the first peak; what was paid in or out is no part of it. One that
   * has not ended has no recovery. Empty when there is no index.
   */
  public List<Drawdown> drawdowns() {
    return Drawdowns.of(index());
  }

  /** The deepest drawdown, the first of several; empty when there is none. */
  public Optional<Drawdown> maxDrawdown() {
    return Drawdowns.deepest(drawdowns());
  }

  /** What one unit of capital became in the end. */
  private OptionalDouble growth() {
    List<IndexPoint> index = index();
    return index.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(index.get(index.size() - 1).value());
  }

  private double years() {
    Duration time =
        Duration.between(returns.get(0).from(), returns.get(returns.size() - 1).to());
    return (time.getSeconds() * 1e9 + time.getNano()) / NANOS_A_YEAR;
  }

  private double mean() {
    return Arrays.stream(sorted()).average().orElseThrow();
  }

  private OptionalDouble deviation() {
    if (!isComplete() || returns.size() < 2) {
      return OptionalDouble.empty();
    }
    if (isFlat()) {
      return OptionalDouble.of(0);
    }
    double mean = mean();
    double squares =
        Arrays.stream(sorted()).map(each -> (each - mean) * (each - mean)).sum();
    return OptionalDouble.of(StrictMath.sqrt(squares / (returns.size() - 1)));
  }

  private boolean isFlat() {
    double[] sorted = sorted();
    double least = sorted[0];
    double greatest = sorted[sorted.length - 1];
    double scale = Math.max(1, Math.max(-least, greatest));
    return greatest - least <= ROUNDING * scale;
  }

  private double[] sorted() {
    return returns.stream()
        .mapToDouble(each -> each.fraction().orElseThrow())
        .sorted()
        .toArray();
  }

  /** Place of the value at risk among the returns in ascending order, from 0. */
  private int place(double confidence) {
    if (!(confidence > 0 && confidence < 1)) {
      throw new InvalidInputException(
          "the confidence is " + confidence + ", it must be above 0 and below 1");
    }
    BigDecimal beyond = BigDecimal.ONE
        .subtract(BigDecimal.valueOf(confidence))
        .multiply(BigDecimal.valueOf(returns.size()));
    return Math.max(1, beyond.intValue()) - 1;
  }

  private static void requirePositive(String what, double number) {
    if (!(number > 0 && Double.isFinite(number))) {
      throw new InvalidInputException("the " + what + " is " + number + ", it must be above zero");
    }
  }
}
