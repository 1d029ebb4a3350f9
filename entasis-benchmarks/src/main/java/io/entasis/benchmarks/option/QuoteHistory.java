package io.entasis.benchmarks.option;

import io.entasis.benchmarks.setup.Database;
import io.entasis.ingest.IngestOptions;
import io.entasis.ingest.IngestReport;
import io.entasis.market.PutCall;
import io.entasis.option.OptionContract;
import io.entasis.option.OptionQuote;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Quotes of the contracts of eighteen weekly expiries, of which one passes every week and another is listed: 3,600 contracts are alive at any
 * time. Each is quoted once a week through the history, and every quarter of an hour in the last twelve hours.
 */
final class QuoteHistory {

  static final String UNDERLYING = "BTC-USDT";
  static final Instant NOW = Instant.parse("2024-12-30T12:00:00Z");
  static final int LIVE = 3_600;

  private static final int STRIKES = 100;
  private static final int WEEKS_A_MONTH = 4;
  private static final int SNAPSHOTS = 48;
  private static final Duration WEEK = Duration.ofDays(7);

  /** The first expiry after {@link #NOW}. */
  private static final Instant NEXT_EXPIRY = Instant.parse("2025-01-03T08:00:00Z");

  private QuoteHistory() {}

  static void load(Database database, int months) {
    Stream<Instant> weekly =
        IntStream.range(0, months * WEEKS_A_MONTH).mapToObj(week -> weeksAgo(week + 1));
    Stream<Instant> dense = IntStream.range(0, SNAPSHOTS)
        .mapToObj(snapshot -> NOW.minus(Duration.ofMinutes(15L * snapshot)));
    IngestReport report = database
        .entasis()
        .chains()
        .saveAll(
            Stream.concat(weekly, dense).flatMap(QuoteHistory::snapshot),
            IngestOptions.defaults().maxNewPartitions(1_000));
    if (report.rejected() > 0) {
      throw new IllegalStateException(report.toString());
    }
    database.execute("vacuum analyze");
    database.execute("checkpoint");
  }

  /** The instant of the first chain of a history of so many months. */
  static Instant first(int months) {
    return weeksAgo(months * WEEKS_A_MONTH);
  }

  private static Instant weeksAgo(int weeks) {
    return NOW.minus(WEEK.multipliedBy(weeks));
  }

  /** A quote of each contract that is alive. */
  private static Stream<OptionQuote> snapshot(Instant at) {
    Instant expiry =
        NEXT_EXPIRY.minus(WEEK.multipliedBy(Duration.between(at, NOW).toDays() / 7));
    return IntStream.range(0, LIVE).mapToObj(number -> quote(number, expiry, at));
  }

  private static OptionQuote quote(int number, Instant nearest, Instant at) {
    int strike = number / 2 % STRIKES;
    OptionContract contract = new OptionContract(
        UNDERLYING,
        nearest.plus(WEEK.multipliedBy(number / (2 * STRIKES))),
        BigDecimal.valueOf(20_000 + 1_000L * strike),
        number % 2 == 0 ? PutCall.CALL : PutCall.PUT);
    List<BigDecimal> numbers = IntStream.range(0, 5)
        .mapToObj(
            each -> BigDecimal.valueOf(number * 7L + each * 13L + at.getEpochSecond() % 997, 6))
        .toList();
    return OptionQuote.of(contract, at)
        .iv(numbers.get(0))
        .delta(numbers.get(1))
        .gamma(numbers.get(2))
        .theta(numbers.get(3))
        .vega(numbers.get(4));
  }
}
