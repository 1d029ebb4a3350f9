package io.entasis.option;

import io.entasis.market.PlainDecimal;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The greeks of positions: exact sums of quantity × multiplier × greek, which are those of the whole since they are derivatives of its value
 * (J. Hull, Options, Futures, and Other Derivatives). They are in the units of the quotes, so quotes of one convention are to be added. A sum
 * is empty when one of its greeks is missing, so that a part never passes for the whole; positions of the quantity zero need none.
 *
 * @param delta units of the underlying that move alike
 * @param gamma change of delta per unit of the underlying
 * @param theta change of value per day
 * @param vega change of value per volatility point (0.01)
 * @param missing the positions without a quote, or with one that lacks a greek
 */
public record PositionGreeks(
    Optional<BigDecimal> delta,
    Optional<BigDecimal> gamma,
    Optional<BigDecimal> theta,
    Optional<BigDecimal> vega,
    List<OptionPosition> missing) {

  /** Copies the list. */
  public PositionGreeks {
    missing = List.copyOf(missing);
  }

  static PositionGreeks of(OptionChain chain, Collection<OptionPosition> positions) {
    List<OptionPosition> held =
        positions.stream().filter(position -> position.quantity().signum() != 0).toList();
    return new PositionGreeks(
        sum(chain, held, OptionQuote::delta),
        sum(chain, held, OptionQuote::gamma),
        sum(chain, held, OptionQuote::theta),
        sum(chain, held, OptionQuote::vega),
        held.stream().filter(position -> !isComplete(chain, position)).toList());
  }

  private static Optional<BigDecimal> sum(
      OptionChain chain,
      List<OptionPosition> positions,
      Function<OptionQuote, Optional<BigDecimal>> greek) {
    BigDecimal sum = BigDecimal.ZERO;
    for (OptionPosition position : positions) {
      Optional<BigDecimal> each =
          chain.find(position.contract()).map(ChainQuote::quote).flatMap(greek);
      if (each.isEmpty()) {
        return Optional.empty();
      }
      sum = sum.add(position.units().multiply(each.get()));
    }
    return Optional.of(PlainDecimal.of(sum));
  }

  private static boolean isComplete(OptionChain chain, OptionPosition position) {
    return chain
        .find(position.contract())
        .map(ChainQuote::quote)
        .filter(quote -> quote.delta().isPresent() && quote.gamma().isPresent())
        .filter(quote -> quote.theta().isPresent() && quote.vega().isPresent())
        .isPresent();
  }
}
