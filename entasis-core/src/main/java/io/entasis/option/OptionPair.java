package io.entasis.option;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * The call and the put of one expiry at one strike; one of them may be missing.
 *
 * @param strike the strike
 * @param call the call
 * @param put the put
 */
public record OptionPair(BigDecimal strike, Optional<ChainQuote> call, Optional<ChainQuote> put) {

  /**
   * The volatility at the strike: the mean of call and put where both have one, else that of the one that has. Per year as a fraction;
   * empty when neither has one. A volatility of zero, by which feeds say that they found none, does not count.
   */
  public OptionalDouble volatility() {
    return Stream.of(call, put)
        .flatMap(Optional::stream)
        .flatMap(quote -> quote.volatility().stream())
        .mapToDouble(BigDecimal::doubleValue)
        .average();
  }
}
