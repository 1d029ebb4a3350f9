package io.entasis.conformance.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.market.PutCall;
import io.entasis.option.ChainQuery;
import io.entasis.option.OptionChain;
import io.entasis.option.OptionContract;
import io.entasis.option.OptionQuote;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the server does for a chain: one statement, a probe for each contract, and no partition but those with its quotes. */
@EntasisTest
class OptionScanTest {

  private static final YearMonth FIRST = YearMonth.of(2023, 1);
  private static final int MONTHS = 24;
  private static final Instant LAST_QUOTE = Instant.parse("2024-12-10T12:00:00Z");
  private static final List<Instant> EXPIRIES =
      List.of(Instant.parse("2025-06-27T08:00:00Z"), Instant.parse("2025-12-26T08:00:00Z"));
  private static final int STRIKES = 20;
  private static final int CONTRACTS = 2 * STRIKES * EXPIRIES.size();
  private static final int LISTED_AHEAD = 2;

  private final Hidden recording;
  private final Entasis entasis;
  private final Connection connection;

  OptionScanTest(TestDatabase database) throws SQLException {
    recording = new Hidden(database.dataSource());
    entasis = Entasis.builder()
        .rollupRefresh(Duration.ZERO)
        .dataSource(recording.dataSource())
        .open();
    connection = database.connect();
  }

  @BeforeEach
  void fill(TestDatabase database) {
    List<OptionQuote> quotes = new ArrayList<>();
    for (int month = 0; month < MONTHS; month++) {
      Instant at = FIRST.plusMonths(month).atDay(10).atTime(12, 0).toInstant(ZoneOffset.UTC);
      for (int hour = 0; hour < 4; hour++) {
        quotes.addAll(chain("BTC-USDT", EXPIRIES, at.minus(Duration.ofHours(hour))));
        quotes.addAll(chain("ETH-USDT", rolling(month), at.minus(Duration.ofHours(hour))));
      }
    }
    try (Entasis writer = database.entasis().open()) {
      assertThat(writer.chains().saveAll(quotes).accepted()).isEqualTo(quotes.size());
    }
    database.execute("analyze option_data");
    database.execute("analyze option_contract");
  }

  @AfterEach
  void close() throws SQLException {
    entasis.close();
    connection.close();
  }

  @Test
  void aChainIsOneStatementWhateverIsAsked() {
    ChainQuery question = entasis.chains().on("BTC-USDT").asOf(LAST_QUOTE);
    List<UnaryOperator<ChainQuery>> refinements = List.of(
        UnaryOperator.identity(),
        query -> query.maxAge(Duration.ofHours(1)),
        query -> query.strikesAround(new BigDecimal("110"), 3).calls(),
        query -> query.delta(new BigDecimal("0.2"), new BigDecimal("0.6")));
    for (UnaryOperator<ChainQuery> refinement : refinements) {
      recording.clear();
      assertThat(refinement.apply(question).find()).isPresent();
      assertThat(recording.runs()).hasSize(1);
    }
  }

  @Test
  void eachContractIsProbedInTheNewestMonthOnly() throws SQLException {
    List<String> plan = plan(entasis.chains().on("BTC-USDT").asOf(LAST_QUOTE), CONTRACTS);

    assertThat(Plans.partitions(plan)).containsExactly("option_data_y2024m12");
    assertThat(plan)
        .noneMatch(line -> line.contains("Seq Scan on option_data"))
        .noneMatch(line -> line.contains("Sort") && line.contains("option_data"));
    assertThat(scanOf(plan, "option_data_y2024m12"))
        .contains("Index Scan")
        .contains("rows=1")
        .contains("loops=" + CONTRACTS);
  }

  @Test
  void aMonthInTheMiddleOfTheHistoryIsTheOnlyOneForItsChain() throws SQLException {
    Instant middle = Instant.parse("2023-07-10T09:30:00Z");

    List<String> plan = plan(entasis.chains().on("BTC-USDT").asOf(middle), CONTRACTS);

    assertThat(Plans.partitions(plan)).containsExactly("option_data_y2023m07");
  }

  @Test
  void contractsThatWereListedLaterAreNotProbed() throws SQLException {
    Instant middle = Instant.parse("2023-12-10T12:00:00Z");
    ChainQuery question = entasis.chains().on("ETH-USDT").asOf(middle);
    int live = 2 * STRIKES * LISTED_AHEAD;

    List<String> plan = plan(question, live);

    assertThat(Plans.partitions(plan)).containsExactly("option_data_y2023m12");
    assertThat(scanOf(plan, "option_data_y2023m12")).contains("loops=" + live);
  }

  @Test
  void conditionsOnContractsDecideWhichAreProbed() throws SQLException {
    ChainQuery calls = entasis
        .chains()
        .on("BTC-USDT")
        .asOf(LAST_QUOTE)
        .expiring(EXPIRIES.get(0))
        .strikes(new BigDecimal("105"), new BigDecimal("109"))
        .calls();

    assertThat(scanOf(plan(calls, 5), "option_data_y2024m12")).contains("loops=5");
  }

  /** After some calls the server keeps one plan for all instants; it has to leave out months as it runs. */
  @Test
  void thePlanThatIsKeptProbesNoMoreThanTheOneOfTheFirstCall() throws SQLException {
    recording.clear();
    OptionChain chain = entasis.chains().on("BTC-USDT").asOf(LAST_QUOTE).get();
    try (var statement = connection.createStatement()) {
      statement.execute("set plan_cache_mode = force_generic_plan");
    }
    List<String> plan = Plans.executed(connection, recording.runs().get(0));

    assertThat(chain.size()).isEqualTo(CONTRACTS);
    assertThat(Plans.partitions(plan)).containsExactly("option_data_y2024m12");
  }

  private List<String> plan(ChainQuery question, int size) throws SQLException {
    recording.clear();
    assertThat(question.get().size()).isEqualTo(size);
    return Plans.executed(connection, recording.runs().get(0));
  }

  private static String scanOf(List<String> plan, String partition) {
    return plan.stream()
        .filter(line -> line.contains(" on " + partition))
        .findFirst()
        .orElseThrow(() -> new AssertionError(String.join("\n", plan)));
  }

  /** The expiries of the months after that one: each month some contracts expire and others are listed. */
  private static List<Instant> rolling(int month) {
    return IntStream.rangeClosed(1, LISTED_AHEAD)
        .mapToObj(ahead ->
            FIRST.plusMonths((long) month + ahead).atDay(5).atTime(8, 0).toInstant(ZoneOffset.UTC))
        .toList();
  }

  private static List<OptionQuote> chain(String underlying, List<Instant> expiries, Instant at) {
    List<OptionQuote> quotes = new ArrayList<>();
    for (Instant expiry : expiries) {
      for (int strike = 100; strike < 100 + STRIKES; strike++) {
        for (PutCall type : PutCall.values()) {
          OptionContract contract =
              new OptionContract(underlying, expiry, BigDecimal.valueOf(strike), type);
          quotes.add(OptionQuote.of(contract, at)
              .iv(new BigDecimal("0.5"))
              .delta(BigDecimal.valueOf(strike - 80, 2)));
        }
      }
    }
    return quotes;
  }
}
