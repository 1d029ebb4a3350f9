package io.entasis.query;

import java.time.Instant;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Rows that can be joined to others by symbol and time.
 *
 * @param <R> such a row
 */
public interface AsOfJoinable<R> {

  /**
   * Puts beside each of the given rows the one of this question that prevailed for its symbol at its instant: the last one in total
   * order at or before it, or strictly before it, as the rule says. Conditions of the question are applied before anything is picked;
   * its order and limit do not matter.
   *
   * <p>The matches come in the order of the given rows, one for each, lazily and in bounded memory. <strong>The caller closes the
   * stream</strong>, which closes the given one. Between matches it holds no connection.
   *
   * <pre>{@code
   * try (Stream<AsOfMatch<Order, Tick>> priced =
   *     entasis.ticks().all().joinAsOf(orders, Order::symbol, Order::sentAt, AsOfRule.before(Duration.ofSeconds(5)))) { … }
   * }</pre>
   *
   * @param rows the rows, in any order
   * @param symbol tells the symbol of a row
   * @param at tells the instant of a row
   * @param rule what prevails
   */
  <L> Stream<AsOfMatch<L, R>> joinAsOf(
      Stream<L> rows,
      Function<? super L, String> symbol,
      Function<? super L, Instant> at,
      AsOfRule rule);
}
