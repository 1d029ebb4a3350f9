package io.entasis.conformance.option;

import io.entasis.Entasis;
import io.entasis.ingest.IngestReport;
import io.entasis.market.PutCall;
import io.entasis.option.OptionContract;
import io.entasis.option.OptionQuote;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;

/** Quotes to store, and small words to write them with. */
final class Quotes {

  static final String BTC = "BTC-USDT";
  static final Instant NOON = Instant.parse("2024-03-05T12:00:00Z");
  static final List<Instant> EXPIRIES = List.of(
      Instant.parse("2024-03-08T08:00:00Z"),
      Instant.parse("2024-03-29T08:00:00Z"),
      Instant.parse("2024-06-28T08:00:00Z"));

  private static final List<String> STRIKES = List.of("90", "95.5", "100", "104.00000001", "110");
  private static final Instant BEGIN = Instant.parse("2024-01-25T00:00:00Z");
  private static final int SECONDS = 41 * 86_400;

  private Quotes() {}

  static OptionContract contract(Instant expiry, String strike, PutCall type) {
    return new OptionContract(BTC, expiry, new BigDecimal(strike), type);
  }

  static OptionQuote quote(OptionContract contract, Instant at, String iv) {
    return OptionQuote.of(contract, at).iv(new BigDecimal(iv));
  }

  /** In the order of their arrival, which is not that of their times; many share an instant, numbers are missing here and there. */
  static List<OptionQuote> random(Random random, int number) {
    List<OptionQuote> quotes = new ArrayList<>();
    while (quotes.size() < number) {
      Instant at = !quotes.isEmpty() && random.nextInt(3) == 0
          ? one(random, quotes).timestamp()
          : instant(random);
      OptionContract contract = contract(
          one(random, EXPIRIES), one(random, STRIKES), one(random, List.of(PutCall.values())));
      if (at.isBefore(contract.expiry())) {
        quotes.add(numbers(random, OptionQuote.of(contract, at)));
      }
    }
    return quotes;
  }

  static Instant instant(Random random) {
    return BEGIN
        .plusSeconds(random.nextInt(SECONDS))
        .plus(Duration.ofNanos(random.nextInt(3) * 333_333_000L));
  }

  static <T> T one(Random random, List<T> choice) {
    return choice.get(random.nextInt(choice.size()));
  }

  static void store(Entasis entasis, Collection<OptionQuote> quotes) {
    IngestReport report = entasis.chains().saveAll(quotes);
    if (report.accepted() != quotes.size()) {
      throw new AssertionError("not all were stored: " + report.rejections());
    }
  }

  private static OptionQuote numbers(Random random, OptionQuote bare) {
    OptionQuote quote = bare;
    quote = random.nextInt(4) == 0 ? quote : quote.iv(number(random, 0));
    quote = random.nextInt(4) == 0 ? quote : quote.delta(number(random, 5_000));
    quote = random.nextInt(4) == 0 ? quote : quote.gamma(number(random, 0));
    quote = random.nextInt(4) == 0 ? quote : quote.theta(number(random, 9_000));
    return random.nextInt(4) == 0 ? quote : quote.vega(number(random, 0));
  }

  private static BigDecimal number(Random random, int below) {
    return BigDecimal.valueOf(random.nextInt(10_000) - below, 4);
  }
}
