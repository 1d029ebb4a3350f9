package io.entasis.portfolio;

import io.entasis.market.PlainDecimal;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What positions add up to, in exact numbers. An immutable value. A total is empty when one of its parts is missing, so that a part
 * never passes for the whole; a position of the size zero is worth zero whatever its price.
 */
public final class PositionTotals {

  private final List<Position> positions;

  private PositionTotals(Collection<Position> positions) {
    this.positions = List.copyOf(positions);
  }

  /** The totals of the positions. */
  public static PositionTotals of(Collection<Position> positions) {
    return new PositionTotals(positions);
  }

  /** The positions. */
  public List<Position> positions() {
    return positions;
  }

  /** The positions whose value cannot be told, for want of a price. */
  public List<Position> unpriced() {
    return positions.stream().filter(position -> value(position).isEmpty()).toList();
  }

  /** Sum of size × current price, short positions counting negative: the net asset value where cash is a position too. */
  public Optional<BigDecimal> marketValue() {
    return sum(PositionTotals::value);
  }

  /** Net exposure, long minus short, which is the market value. */
  public Optional<BigDecimal> netExposure() {
    return marketValue();
  }

  /** Gross exposure, long plus short: the sum of |size × current price|. */
  public Optional<BigDecimal> grossExposure() {
    return sum(position -> value(position).map(BigDecimal::abs));
  }

  /** Sum of the profits or losses; empty when one is unknown. */
  public Optional<BigDecimal> pnl() {
    return sum(Position::pnl);
  }

  /** The totals of each kind of asset, by its name. */
  public Map<String, PositionTotals> byAssetType() {
    return grouped(Position::assetType);
  }

  /** The totals of each symbol, by its name; positions without one go by their kind of asset. */
  public Map<String, PositionTotals> bySymbol() {
    return grouped(PositionTotals::name);
  }

  /**
   * The weight of each symbol (or kind of asset where there is none): its market value over the market value of all, as a fraction. Weights add
   * up to one; those of short positions are negative. Empty when a value is missing or that of all is not above zero.
   */
  public Optional<Map<String, Double>> weights() {
    return marketValue().filter(total -> total.signum() > 0).map(total -> {
      Map<String, Double> weights = new TreeMap<>();
      bySymbol()
          .forEach((name, part) -> weights.put(
              name, part.marketValue().orElseThrow().doubleValue() / total.doubleValue()));
      return weights;
    });
  }

  /** Leverage: gross exposure over market value; empty when one is missing or the market value is not above zero. */
  public Optional<Double> leverage() {
    return marketValue()
        .filter(total -> total.signum() > 0)
        .flatMap(total -> grossExposure().map(gross -> gross.doubleValue() / total.doubleValue()));
  }

  /**
   * Concentration: the Herfindahl-Hirschman index (A. Hirschman, The paternity of an index, 1964), the sum of the squared shares of each
   * symbol in the sum of |market value| over symbols. From 1/n for n equal ones to 1 for a single one; empty when a value is missing or
   * all are zero.
   */
  public Optional<Double> concentration() {
    if (!unpriced().isEmpty()) {
      return Optional.empty();
    }
    double[] sizes = bySymbol().values().stream()
        .mapToDouble(part -> part.marketValue().orElseThrow().abs().doubleValue())
        .toArray();
    double total = Arrays.stream(sizes).sum();
    return total == 0
        ? Optional.empty()
        : Optional.of(
            Arrays.stream(sizes).map(size -> size / total * (size / total)).sum());
  }

  /** Whether the other is about equal positions. */
  @Override
  public boolean equals(Object other) {
    return other instanceof PositionTotals that && positions.equals(that.positions);
  }

  @Override
  public int hashCode() {
    return Objects.hash(positions);
  }

  /** One line, for example {@code 3 positions, market value 12500, pnl 210.5}. */
  @Override
  public String toString() {
    return positions.size() + " positions, market value "
        + marketValue().map(BigDecimal::toPlainString).orElse("unknown") + ", pnl "
        + pnl().map(BigDecimal::toPlainString).orElse("unknown");
  }

  private Map<String, PositionTotals> grouped(Function<Position, String> name) {
    Map<String, PositionTotals> totals = new TreeMap<>();
    positions.stream()
        .collect(Collectors.groupingBy(name))
        .forEach((key, part) -> totals.put(key, of(part)));
    return totals;
  }

  private Optional<BigDecimal> sum(Function<Position, Optional<BigDecimal>> part) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Position position : positions) {
      Optional<BigDecimal> each = part.apply(position);
      if (each.isEmpty()) {
        return Optional.empty();
      }
      sum = sum.add(each.get());
    }
    return Optional.of(PlainDecimal.of(sum));
  }

  private static Optional<BigDecimal> value(Position position) {
    return position.size().signum() == 0 ? Optional.of(BigDecimal.ZERO) : position.marketValue();
  }

  private static String name(Position position) {
    return position.symbol().orElse(position.assetType());
  }
}
