package io.entasis.tick;

import io.entasis.query.Answer;
import io.entasis.query.AsOfJoinable;
import io.entasis.query.TimedQuery;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A question about ticks. It is an immutable value: each refinement returns a new question and leaves this one as it was.
 *
 * <p>Without refinements it covers all exchanges and all times, in ascending total order. Conditions are applied before
 * anything is picked: the latest tick of a question about one exchange is the latest of that exchange, {@code asOf(t)} makes
 * {@link #findLatest} the tick that prevails at {@code t}, and {@code before(t)} what was known just before it.
 */
public interface TickQuery extends TimedQuery<Tick, TickQuery>, AsOfJoinable<Tick> {

  /** Only trades reported by one of these exchanges. */
  TickQuery on(String exchange, String... more);

  /** Only trades at that price or above. */
  TickQuery priceAtLeast(BigDecimal price);

  /** Only trades at that price or below. */
  TickQuery priceAtMost(BigDecimal price);

  /** Only trades of that volume or more. */
  TickQuery volumeAtLeast(BigDecimal volume);

  /** Only trades of that volume or less. */
  TickQuery volumeAtMost(BigDecimal volume);

  /**
   * No tick older than this for the questions about the latest: {@link #findLatest}, {@link #findAsOf} and
   * {@link #latestPerSymbol}. Age is counted from the instant of {@link #asOf}, {@link #before} or the end of
   * {@link #during}, and from now where there is none. A tick exactly that old is still found.
   */
  TickQuery maxAge(Duration age);

  /**
   * The rows as columns of primitive values: exact, compact, and made for computing over many ticks.
   *
   * @throws io.entasis.error.InvalidInputException when a number does not fit a scaled long, which ends at 92 billion; the
   *     message names the row
   */
  TickColumns columns();

  /** The last tick in total order that meets the conditions. Order and limit do not matter. */
  Optional<Tick> findLatest();

  /** As {@link #findLatest}, with where the tick comes from and when it was read. */
  Answer<Optional<Tick>> answerLatest();

  /** The tick that prevails at the instant: the last one at or before it in total order. */
  Optional<Tick> findAsOf(Instant instant);

  /** The last tick of each symbol, in one round trip, by symbol; symbols without one are absent. */
  Map<String, Tick> latestPerSymbol();

  /**
   * The volume-weighted average price of each symbol: the sum of price times volume over the sum of volume, exact but for one rounding half-up to
   * 8 decimals. By symbol; symbols without ticks, or without volume, are absent. Order and limit do not matter.
   */
  Map<String, BigDecimal> vwapPerSymbol();

  /**
   * The time-weighted average price of each symbol, exact but for one rounding half-up to 8 decimals: the price of a tick holds until the next
   * tick, so it is the sum of price times the time to the next tick, over the time from the first tick to the last. Of ticks at one instant the
   * last one in total order holds. The last tick ends the time and has no weight of its own; when all ticks are at one instant, it is the plain
   * mean of their prices. Nothing outside of the range is taken: neither the price before its first tick nor the time after its last one. By
   * symbol; symbols without ticks are absent. Order and limit do not matter.
   */
  Map<String, BigDecimal> twapPerSymbol();

  /** The symbols that have ticks, in alphabetical order. */
  List<String> symbols();

  /** The exchanges that have ticks, in alphabetical order. */
  List<String> exchanges();

  /** The times of the first and the last tick, or nothing when there is none. */
  Optional<TickSpan> findSpan();
}
