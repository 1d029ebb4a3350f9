package io.entasis.option;

import io.entasis.error.InvalidInputException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What "at the money" means, by name. Distances are exact; of two strikes that are equally near, the lower one is chosen.
 *
 * <p>The rules are those of the market: the strike nearest to the spot price, nearest to the forward price of the expiry (from which the
 * methodology of the Cboe Volatility Index starts), or with a delta nearest to one half, as in foreign-exchange markets (I. Clark,
 * Foreign Exchange Option Pricing, 2011). Prices are in the currency of the strike, deltas are those of the feed.
 */
public final class AtTheMoney {

  private static final BigDecimal HALF = new BigDecimal("0.5");

  private final String name;
  private final Function<ExpirySlice, Optional<OptionPair>> choice;

  private AtTheMoney(String name, Function<ExpirySlice, Optional<OptionPair>> choice) {
    this.name = name;
    this.choice = choice;
  }

  /** The strike nearest to the spot price, the same for every expiry. */
  public static AtTheMoney nearestToSpot(BigDecimal spot) {
    requirePositive("spot", spot);
    return new AtTheMoney("nearest to spot " + spot, slice -> nearest(slice, spot));
  }

  /** The strike nearest to the forward price, the same for every expiry. */
  public static AtTheMoney nearestToForward(BigDecimal forward) {
    requirePositive("forward", forward);
    return new AtTheMoney("nearest to forward " + forward, slice -> nearest(slice, forward));
  }

  /** The strike nearest to the forward price of each expiry; where there is none, nothing is at the money. */
  public static AtTheMoney nearestToForwards(Function<Instant, Optional<BigDecimal>> forwards) {
    Objects.requireNonNull(forwards, "forwards");
    return new AtTheMoney(
        "nearest to the forward of the expiry",
        slice -> forwards.apply(slice.expiry()).flatMap(forward -> {
          requirePositive("forward", forward);
          return nearest(slice, forward);
        }));
  }

  /**
   * The strike whose call has the delta nearest to 0.5; where the call has none, its put counts with the delta nearest to -0.5. Strikes
   * without a delta do not count, nor do deltas that come with a volatility of zero, by which feeds say that they found none.
   */
  public static AtTheMoney nearestToFiftyDelta() {
    return new AtTheMoney(
        "nearest to 50 delta",
        slice -> slice.pairs().stream()
            .filter(pair -> distance(pair).isPresent())
            .min(Comparator.comparing(pair -> distance(pair).orElseThrow())));
  }

  Optional<OptionPair> choose(ExpirySlice slice) {
    return choice.apply(slice);
  }

  /** The name of the rule with its price, for example {@code nearest to spot 645.57}. */
  @Override
  public String toString() {
    return name;
  }

  private static Optional<OptionPair> nearest(ExpirySlice slice, BigDecimal price) {
    return slice.pairs().stream()
        .min(Comparator.comparing(pair -> pair.strike().subtract(price).abs()));
  }

  private static Optional<BigDecimal> distance(OptionPair pair) {
    return pair.call()
        .flatMap(AtTheMoney::delta)
        .or(() -> pair.put().flatMap(AtTheMoney::delta).map(BigDecimal::negate))
        .map(delta -> delta.subtract(HALF).abs());
  }

  private static Optional<BigDecimal> delta(ChainQuote quote) {
    boolean unsolved = quote.iv().isPresent() && quote.volatility().isEmpty();
    return unsolved ? Optional.empty() : quote.delta();
  }

  static void requirePositive(String what, BigDecimal price) {
    if (price.signum() <= 0) {
      throw new InvalidInputException("the " + what + " is " + price + ", it must be above zero");
    }
  }
}
