package io.entasis.portfolio;

import io.entasis.error.InvalidInputException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A value over time. An immutable value; a point whose value cannot be told is a gap, and nothing is computed across it.
 *
 * @param points the points, by time
 */
public record EquityCurve(List<EquityPoint> points) {

  /**
   * Checks the order.
   *
   * @throws InvalidInputException when a point is not after the one before it; the message names its instant
   */
  public EquityCurve {
    points = List.copyOf(points);
    for (int i = 1; i < points.size(); i++) {
      if (!points.get(i).timestamp().isAfter(points.get(i - 1).timestamp())) {
        throw new InvalidInputException("the point at " + points.get(i).timestamp()
            + " is not after the one before it, at " + points.get(i - 1).timestamp());
      }
    }
  }

  /** The market values of snapshots, which come by time; the stream is read to its end. */
  public static EquityCurve ofMarketValues(Stream<PortfolioSnapshot> snapshots) {
    return of(snapshots, snapshot -> snapshot.totals().marketValue());
  }

  /** The profits or losses of snapshots, which come by time; the stream is read to its end. */
  public static EquityCurve ofPnl(Stream<PortfolioSnapshot> snapshots) {
    return of(snapshots, snapshot -> snapshot.totals().pnl());
  }

  /** Returns without cash flows. */
  public ReturnSeries returns() {
    return returns(List.of(), FlowTiming.END);
  }

  /** Returns with cash flows taken out, which count at the end of their period. */
  public ReturnSeries returns(Collection<CashFlow> flows) {
    return returns(flows, FlowTiming.END);
  }

  /**
   * One return for each period between a point and the next, with cash flows taken out. A flow belongs to the period in which it lies, at
   * its end if it is at a point. The return is empty when a value at either end is missing, or when what was invested at its start is
   * not above zero.
   *
   * @throws InvalidInputException when a flow lies at or before the first point, or after the last one; the message names its instant
   */
  public ReturnSeries returns(Collection<CashFlow> flows, FlowTiming timing) {
    BigDecimal[] flowsUpTo = sumsOfPeriods(flows);
    List<PeriodReturn> returns = new ArrayList<>();
    for (int i = 1; i < points.size(); i++) {
      EquityPoint from = points.get(i - 1);
      EquityPoint to = points.get(i);
      returns.add(new PeriodReturn(
          from.timestamp(),
          to.timestamp(),
          fraction(from.value(), to.value(), flowsUpTo[i], timing)));
    }
    return new ReturnSeries(returns);
  }

  /** The flows of each period, at the place of the point that ends it. */
  private BigDecimal[] sumsOfPeriods(Collection<CashFlow> flows) {
    List<Instant> ends = points.stream().map(EquityPoint::timestamp).toList();
    BigDecimal[] sums = new BigDecimal[points.size()];
    Arrays.fill(sums, BigDecimal.ZERO);
    for (CashFlow flow : flows) {
      int found = Collections.binarySearch(ends, flow.timestamp());
      int end = found < 0 ? -found - 1 : found;
      if (end == 0 || end == points.size()) {
        throw new InvalidInputException(
            "the cash flow at " + flow.timestamp() + " lies in no period of the curve");
      }
      sums[end] = sums[end].add(flow.amount());
    }
    return sums;
  }

  private static EquityCurve of(
      Stream<PortfolioSnapshot> snapshots,
      Function<PortfolioSnapshot, Optional<BigDecimal>> value) {
    return new EquityCurve(snapshots
        .map(snapshot -> new EquityPoint(snapshot.timestamp(), value.apply(snapshot)))
        .toList());
  }

  private static OptionalDouble fraction(
      Optional<BigDecimal> start, Optional<BigDecimal> end, BigDecimal flow, FlowTiming timing) {
    if (start.isEmpty() || end.isEmpty()) {
      return OptionalDouble.empty();
    }
    boolean early = timing == FlowTiming.START;
    BigDecimal invested = early ? start.get().add(flow) : start.get();
    BigDecimal left = early ? end.get() : end.get().subtract(flow);
    return invested.signum() <= 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(left.subtract(invested).doubleValue() / invested.doubleValue());
  }
}
