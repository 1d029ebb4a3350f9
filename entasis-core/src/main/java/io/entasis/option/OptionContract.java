package io.entasis.option;

import io.entasis.market.Micros;
import io.entasis.market.PlainDecimal;
import io.entasis.market.PutCall;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A listed option: what is bought or sold, until when, at which price.
 *
 * <p>A contract repeats what its feed said, so it may hold what cannot be stored; whether it can be is decided when a quote of
 * it is saved. Strikes are kept without trailing zeros: 600.00 and 600 are one contract. Contracts read from the database are
 * always complete and valid.
 *
 * @param underlying the instrument the option is on, for example {@code BTC-USDT} or {@code AAPL}; storable from 1 to 20
 *     characters
 * @param expiry the instant at which it expires, for example 08:00 UTC for digital assets or the close of the exchange for
 *     equities; kept to the microsecond
 * @param strike the price at which it can be exercised; storable above zero, with up to 12 integer digits and 8 decimals
 * @param type call or put
 */
public record OptionContract(String underlying, Instant expiry, BigDecimal strike, PutCall type) {

  /** Cuts the expiry to microseconds and drops trailing zeros of the strike. */
  public OptionContract {
    if (expiry != null) {
      expiry = Micros.truncate(expiry);
    }
    if (strike != null) {
      strike = PlainDecimal.of(strike);
    }
  }

  /** The contract with the same underlying, expiry and strike and the other right. */
  public OptionContract opposite() {
    return new OptionContract(underlying, expiry, strike, type.opposite());
  }
}
