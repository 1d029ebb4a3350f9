package io.entasis.portfolio;

import io.entasis.market.PlainDecimal;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What positions add up to, in exact numbers. An immutable value. A total is empty when one of its parts is missing, so that a part
 * never passes for the whole; a position of the size zero is worth zero whatever its price.
 *
 * <p>Market value, weights and pnl are about all positions. Exposures, leverage and concentration are about those that can lose by a
 * market, which are all but those of {@link #withCash}. Unless told so no kind of asset counts as cash: kinds have the words of the app, and
 * with a wrong guess exposures would be too small unnoticed, while without one they are too large at most.
 */
public final class PositionTotals {

  private final List<Position> positions;
  private final Set<String> cash;

  private PositionTotals(Collection<Position> positions, Set<String> cash) {
    this.positions = List.copyOf(positions);
    this.cash = cash;
  }

  /** The totals of the positions, none of which counts as cash. */
  public static PositionTotals of(Collection<Position> positions) {
    return new PositionTotals(positions, Set.of());
  }

  /**
   * The totals of the same positions, of which those of these kinds of asset count as cash, and no others: they are no exposure. Leave out
   * cash of a currency that is not the one of account, which loses when that currency does.
   *
   * @param assetTypes kinds of asset in the words of the app, for example {@code CASH}
   */
  public PositionTotals withCash(String... assetTypes) {
    return new PositionTotals(positions, Set.copyOf(Arrays.asList(assetTypes)));
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
    return sum(positions, PositionTotals::value);
  }

  /** Net exposure, long minus short: the market value of all that is not cash. */
  public Optional<BigDecimal> netExposure() {
    return sum(exposed(), PositionTotals::value);
  }

  /** Gross exposure, long plus short: the sum of |size × current price| of all that is not cash. */
  public Optional<BigDecimal> grossExposure() {
    return sum(exposed(), position -> value(position).map(BigDecimal::abs));
  }

  /** Sum of the profits or losses; empty when one is unknown. */
  public Optional<BigDecimal> pnl() {
    return sum(positions, Position::pnl);
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

  /** Leverage: gross exposure over the market value, cash included; empty when one is missing or the market value is not above zero. */
  public Optional<Double> leverage() {
    return marketValue()
        .filter(total -> total.signum() > 0)
        .flatMap(total -> grossExposure().map(gross -> gross.doubleValue() / total.doubleValue()));
  }

  /**
   * Concentration: the Herfindahl-Hirschman index (A. Hirschman, The paternity of an index, 1964), the sum of the squared shares of each
   * symbol in the sum of |market value| over symbols, cash left out. From 1/n for n equal ones to 1 for a single one; empty when a value is
   * missing or all are zero.
   */
  public Optional<Double> concentration() {
    PositionTotals exposed = new PositionTotals(exposed(), cash);
    if (!exposed.unpriced().isEmpty()) {
      return Optional.empty();
    }
    double[] sizes = exposed.bySymbol().values().stream()
        .mapToDouble(part -> part.marketValue().orElseThrow().abs().doubleValue())
        .toArray();
    double total = Arrays.stream(sizes).sum();
    return total == 0
        ? Optional.empty()
        : Optional.of(
            Arrays.stream(sizes).map(size -> size / total * (size / total)).sum());
  }

  /** Whether the other is about equal positions, of which the same kinds count as cash. */
  @Override
  public boolean equals(Object other) {
    return other instanceof PositionTotals that
        && positions.equals(that.positions)
        && cash.equals(that.cash);
  }

  @Override
  public int hashCode() {
    return Objects.hash(positions, cash);
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
        .forEach((key, part) -> totals.put(key, new PositionTotals(part, cash)));
    return totals;
  }

  private List<Position> exposed() {
    return positions.stream()
        .filter(position -> !cash.contains(position.assetType()))
        .toList();
  }

  private static Optional<BigDecimal> sum(
      List<Position> positions, Function<Position, Optional<BigDecimal>> part) {
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
