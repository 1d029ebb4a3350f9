package io.entasis.conformance.option;

import static io.entasis.conformance.option.Quotes.BTC;
import static io.entasis.conformance.option.Quotes.EXPIRIES;
import static io.entasis.conformance.option.Quotes.NOON;
import static io.entasis.conformance.option.Quotes.contract;
import static io.entasis.conformance.option.Quotes.quote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.Entasis;
import io.entasis.error.InvalidInputException;
import io.entasis.ingest.IngestOptions;
import io.entasis.ingest.IngestReport;
import io.entasis.ingest.RejectReason;
import io.entasis.ingest.Rejection;
import io.entasis.market.PutCall;
import io.entasis.option.OptionContract;
import io.entasis.option.OptionQuote;
import io.entasis.option.OptionQuoteQuery;
import io.entasis.option.VolatilityPoint;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writing option quotes. */
@EntasisTest
class QuoteSavingTest {

  private static final OptionContract CALL = contract(EXPIRIES.get(0), "100", PutCall.CALL);
  private static final OptionQuote GOOD = quote(CALL, NOON, "0.5");

  @Test
  void whatIsMissingIsStoredAsMissingAndNotAsZero(Entasis entasis, TestDatabase database) {
    OptionQuote bare = OptionQuote.of(CALL, NOON);
    OptionQuote zero = quote(CALL, NOON.plusSeconds(1), "0").theta(new BigDecimal("0.00"));
    entasis.chains().saveAll(List.of(bare, zero));
    entasis.chains().save(OptionQuote.of(CALL, NOON.plusSeconds(2)));

    assertThat(database.query(
            "select num_nulls(iv, delta, gamma, theta, vega) from option_data order by timestamp"))
        .containsExactly("5", "3", "5");
    assertThat(entasis.chains().quotes(CALL).list())
        .containsExactly(bare, zero, OptionQuote.of(CALL, NOON.plusSeconds(2)));
  }

  @Test
  void theSmallestGammaAndTheGreatestStrikeAreKept(Entasis entasis) {
    OptionQuote edge = OptionQuote.of(
            contract(EXPIRIES.get(0), "999999999999.99999999", PutCall.PUT), NOON)
        .gamma(new BigDecimal("0.00000002"))
        .theta(new BigDecimal("-9999999999.99999999"));
    entasis.chains().saveAll(List.of(edge));
    entasis.chains().save(edge);

    assertThat(entasis.chains().quotes(edge.contract()).list()).containsExactly(edge, edge);
  }

  @Test
  void theMonthsAreMade(Entasis entasis, TestDatabase database) {
    IngestReport report = entasis
        .chains()
        .saveAll(
            List.of(quote(CALL, NOON, "0.5"), quote(CALL, NOON.minus(Duration.ofDays(40)), "0.5")));

    assertThat(report.partitionsCreated())
        .containsExactly("option_data_y2024m01", "option_data_y2024m03");
    assertThat(triggersOf(database, "option_data_y2024m01"))
        .as("triggers of the month")
        .contains("option_data_contracts_insert", "option_data_changes_delete")
        .containsExactlyElementsOf(triggersOf(database, "option_data"));
  }

  private static List<String> triggersOf(TestDatabase database, String table) {
    return database.query(
        "select tgname from pg_trigger where tgrelid = '" + table + "'::regclass order by 1");
  }

  @Test
  void contractsAreListedHoweverTheirQuotesCame(Entasis entasis, TestDatabase database) {
    entasis.chains().saveAll(List.of(GOOD));
    entasis.chains().save(quote(contract(EXPIRIES.get(1), "100", PutCall.CALL), NOON, "0.5"));
    database.execute(
        "insert into option_data_y2024m03 (underlying, strike_price, expiry_date, option_type, timestamp)"
            + " values ('BTC-USDT', 90, '2024-03-08 08:00:00+00', 'PUT', '2024-03-05 12:00:00+00')");
    database.execute("update option_data set strike_price = 91 where strike_price = 90");

    assertThat(entasis.chains().on(BTC).asOf(NOON).contracts())
        .containsExactly(
            contract(EXPIRIES.get(0), "91", PutCall.PUT),
            CALL,
            contract(EXPIRIES.get(1), "100", PutCall.CALL));
  }

  @Test
  void eachFaultIsReportedWithItsColumnAndReason(Entasis entasis) {
    List<@Nullable OptionQuote> quotes = new ArrayList<>(Arrays.asList(
        GOOD,
        null,
        with(new OptionContract("", EXPIRIES.get(0), BigDecimal.TEN, PutCall.CALL)),
        with(new OptionContract("X".repeat(21), EXPIRIES.get(0), BigDecimal.TEN, PutCall.CALL)),
        with(contract(EXPIRIES.get(0), "0", PutCall.CALL)),
        with(contract(EXPIRIES.get(0), "-1", PutCall.CALL)),
        with(contract(EXPIRIES.get(0), "1.123456789", PutCall.CALL)),
        with(contract(NOON.minusNanos(1_000), "100", PutCall.CALL)),
        with(contract(Instant.MAX, "100", PutCall.CALL)),
        GOOD.iv(new BigDecimal("-0.1")),
        GOOD.iv(new BigDecimal("0.123456789")),
        GOOD.delta(new BigDecimal("10000000000")),
        GOOD.vega(new BigDecimal("1E-9"))));

    IngestReport report = entasis.chains().saveAll(quotes.iterator());

    assertThat(report.accepted()).isEqualTo(1);
    assertThat(report.rejections())
        .containsExactly(
            new Rejection(2, RejectReason.VALUE_MISSING, "row"),
            new Rejection(3, RejectReason.NAME_BLANK, "underlying"),
            new Rejection(4, RejectReason.NAME_TOO_LONG, "underlying"),
            new Rejection(5, RejectReason.NOT_POSITIVE, "strike_price"),
            new Rejection(6, RejectReason.NOT_POSITIVE, "strike_price"),
            new Rejection(7, RejectReason.TOO_MANY_DECIMALS, "strike_price"),
            new Rejection(8, RejectReason.BEFORE_TIMESTAMP, "expiry_date"),
            new Rejection(9, RejectReason.TOO_LATE, "expiry_date"),
            new Rejection(10, RejectReason.NEGATIVE, "iv"),
            new Rejection(11, RejectReason.TOO_MANY_DECIMALS, "iv"),
            new Rejection(12, RejectReason.TOO_LARGE, "delta"),
            new Rejection(13, RejectReason.TOO_MANY_DECIMALS, "vega"));
  }

  @Test
  void aSingleQuoteThatCannotBeStoredIsRefused(Entasis entasis) {
    assertThatThrownBy(() -> entasis.chains().save(GOOD.iv(new BigDecimal("-1"))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("option_data")
        .hasMessageContaining("iv NEGATIVE");
    assertThat(entasis.chains().underlyings()).isEmpty();
  }

  @Test
  void aQuoteAtItsExpiryIsStored(Entasis entasis) {
    OptionQuote last = quote(contract(NOON, "100", PutCall.CALL), NOON, "0.5");

    assertThat(entasis.chains().saveAll(List.of(last)).accepted()).isEqualTo(1);
  }

  @Test
  void aBatchReplayedUnderItsKeyIsStoredOnce(Entasis entasis) {
    IngestOptions options = IngestOptions.defaults().key("close of 2024-03-05");
    entasis.chains().saveAll(List.of(GOOD), options);

    assertThat(entasis.chains().saveAll(List.of(GOOD), options).duplicate()).isEqualTo(1);
    assertThat(entasis.chains().quotes(CALL).count()).isEqualTo(1);
  }

  @Test
  void aTransactionThatFailsLeavesNothing(Entasis entasis) {
    assertThatThrownBy(() -> entasis.useTransaction(tx -> {
          tx.chains().saveAll(List.of(GOOD));
          tx.chains().save(GOOD);
          assertThat(tx.chains().quotes(CALL).count()).isEqualTo(2);
          assertThat(tx.chains().on(BTC).asOf(NOON).get().size()).isEqualTo(1);
          throw new IllegalStateException("not today");
        }))
        .hasMessage("not today");

    assertThat(entasis.chains().on(BTC).asOf(NOON).find()).isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void whatWasSavedIsReadBackInTotalOrder(long seed, Entasis entasis) {
    Random random = new Random(seed);
    List<OptionQuote> arrived = Quotes.random(random, 300);
    Quotes.store(entasis, arrived);
    for (OptionContract contract :
        arrived.stream().map(OptionQuote::contract).distinct().toList()) {
      List<OptionQuote> expected = arrived.stream()
          .filter(quote -> quote.contract().equals(contract))
          .sorted(Comparator.comparing(OptionQuote::timestamp))
          .toList();

      assertThat(entasis.chains().quotes(contract).list()).isEqualTo(expected);
      assertThat(entasis.chains().quotes(contract).findLatest())
          .contains(expected.get(expected.size() - 1));
      assertThat(entasis.chains().quotes(contract).findFirst()).contains(expected.get(0));
      assertThat(entasis.chains().quotes(contract).volatilities().points()).hasSize((int)
          expected.stream()
              .filter(quote -> quote.iv().map(BigDecimal::signum).orElse(0) > 0)
              .map(OptionQuote::timestamp)
              .distinct()
              .count());
    }
  }

  @Test
  void aHistoryOfVolatilitiesFollowsItsQuestion(Entasis entasis) {
    List<OptionQuote> quotes = List.of(
        quote(CALL, NOON, "0.1"),
        quote(CALL, NOON.plusSeconds(1), "0.2"),
        quote(CALL, NOON.plusSeconds(1), "0.3"),
        quote(CALL, NOON.plusSeconds(2), "0"),
        OptionQuote.of(CALL, NOON.plusSeconds(3)),
        quote(CALL, NOON.plusSeconds(4), "0.5"));
    Quotes.store(entasis, quotes);
    OptionQuoteQuery question = entasis.chains().quotes(CALL);
    List<VolatilityPoint> all = List.of(
        new VolatilityPoint(NOON, 0.1),
        new VolatilityPoint(NOON.plusSeconds(1), 0.3),
        new VolatilityPoint(NOON.plusSeconds(4), 0.5));

    assertThat(question.volatilities().points()).isEqualTo(all);
    assertThat(question.descending().volatilities().points()).isEqualTo(all);
    assertThat(question.descending().limit(4).volatilities().points()).isEqualTo(all.subList(1, 3));
    assertThat(question.since(NOON.plusSeconds(1)).volatilities().rank()).hasValue(1);
  }

  private static OptionQuote with(OptionContract contract) {
    return OptionQuote.of(contract, NOON);
  }
}
