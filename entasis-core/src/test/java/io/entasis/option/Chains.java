package io.entasis.option;

import io.entasis.market.PutCall;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Small words to write chains with. */
final class Chains {

  static final String BTC = "BTC-USDT";
  static final Instant NOON = Instant.parse("2024-03-05T12:00:00Z");
  static final Instant MARCH = Instant.parse("2024-03-29T08:00:00Z");
  static final Instant JUNE = Instant.parse("2024-06-28T08:00:00Z");

  private Chains() {}

  static OptionChain chain(ChainQuote... quotes) {
    return OptionChain.of(BTC, NOON, List.of(quotes));
  }

  static OptionContract contract(Instant expiry, String strike, PutCall type) {
    return new OptionContract(BTC, expiry, new BigDecimal(strike), type);
  }

  static ChainQuote call(Instant expiry, String strike, String iv) {
    return quote(contract(expiry, strike, PutCall.CALL), iv);
  }

  static ChainQuote put(Instant expiry, String strike, String iv) {
    return quote(contract(expiry, strike, PutCall.PUT), iv);
  }

  static ChainQuote quote(OptionContract contract, String iv) {
    return fresh(OptionQuote.of(contract, NOON).iv(new BigDecimal(iv)));
  }

  static ChainQuote withDelta(ChainQuote quote, String delta) {
    return fresh(quote.quote().delta(new BigDecimal(delta)));
  }

  static ChainQuote bare(OptionContract contract) {
    return fresh(OptionQuote.of(contract, NOON));
  }

  static ChainQuote fresh(OptionQuote quote) {
    return new ChainQuote(quote, Duration.between(quote.timestamp(), NOON));
  }

  static BigDecimal number(String text) {
    return new BigDecimal(text);
  }
}
