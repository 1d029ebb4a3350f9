package io.entasis.conformance.read;

import static io.entasis.conformance.read.Sample.tick;
import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.Transaction;
import io.entasis.bar.BarSize;
import io.entasis.market.TimeRange;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the server touches for a question: the scans it counted for each partition, within the transaction that asked, and the
 * plans of the very statements that were sent.
 */
@EntasisTest
class ScanTest {

  private static final YearMonth FIRST = YearMonth.of(2023, 1);
  private static final int MONTHS = 24;
  private static final int PER_MONTH = 1_500;
  private static final String SCANS = "select relname || ' ' || seq_scan || ' ' || idx_scan"
      + " from pg_stat_xact_user_tables where relname like 'market\\_data\\_y%' order by relname";

  @BeforeEach
  void fill(TestDatabase database) {
    try (Entasis entasis = database.entasis().open()) {
      Sample.store(entasis, months());
    }
    database.execute("insert into market_data (symbol, exchange, timestamp, price, volume)"
        + " select 'S' || n % 200, 'P', timestamptz '2023-01-01 00:00+00' + m * interval '1 month'"
        + " + n * interval '20 minutes', n, 1"
        + " from generate_series(0, " + (MONTHS - 1) + ") m, generate_series(1, " + PER_MONTH
        + ") n");
    database.execute("alter table market_data alter symbol set statistics 200");
    database.execute("analyze market_data");
  }

  @Test
  void oneDayTouchesOneMonth(TestDatabase database) throws SQLException {
    TimeRange day = TimeRange.day(LocalDate.of(2023, 5, 10));

    assertThat(touched(database, tx -> tx.ticks().of("IBM").during(day).list()))
        .containsExactly("market_data_y2023m05");
    assertThat(touched(database, tx -> tx.ticks().of("IBM").during(day).columns()))
        .containsExactly("market_data_y2023m05");
    assertThat(touched(database, tx -> tx.ticks().of("IBM").during(day).count()))
        .containsExactly("market_data_y2023m05");
    assertThat(touched(database, tx -> tx.ticks().of("IBM").during(day).findSpan()))
        .containsExactly("market_data_y2023m05");
    assertThat(touched(database, tx -> tx.ticks().of("IBM", "S7").during(day).latestPerSymbol()))
        .containsExactly("market_data_y2023m05");
    assertThat(touched(database, tx -> tx.ticks().all().during(day).symbols()))
        .containsExactly("market_data_y2023m05");
    assertThat(touched(
            database, tx -> tx.bars().of("IBM", BarSize.ofHours(1)).during(day).list()))
        .as("bars do not probe other months for open and close")
        .containsExactly("market_data_y2023m05");
  }

  @Test
  void theLatestTouchesTheNewestMonthOnly(TestDatabase database) throws SQLException {
    assertThat(touched(database, tx -> tx.ticks().of("IBM").findLatest()))
        .containsExactly("market_data_y2024m12");
    assertThat(touched(database, tx -> tx.ticks().of("S7").on("P").findLatest()))
        .containsExactly("market_data_y2024m12");
    assertThat(touched(
            database, tx -> tx.ticks().of("IBM").findAsOf(Instant.parse("2023-07-20T00:00:00Z"))))
        .containsExactly("market_data_y2023m07");
    assertThat(touched(
            database,
            tx -> tx.ticks()
                .of("IBM")
                .before(Instant.parse("2023-07-01T00:00:00Z"))
                .findLatest()))
        .containsExactly("market_data_y2023m06");
  }

  @Test
  void theLatestOfManySymbolsStopsAtTheMonthOfEach(TestDatabase database) throws SQLException {
    assertThat(touched(database, tx -> tx.ticks().of("IBM", "S7").latestPerSymbol()))
        .containsExactly("market_data_y2024m12");
  }

  @Test
  void aSymbolIsFoundByItsIndex(TestDatabase database) throws SQLException {
    TimeRange day = TimeRange.day(LocalDate.of(2023, 5, 10));
    Hidden recording = new Hidden(database.dataSource());
    try (Entasis entasis = Entasis.builder()
            .rollupRefresh(Duration.ZERO)
            .dataSource(recording.dataSource())
            .open();
        Connection connection = database.connect()) {
      recording.clear();
      entasis.ticks().of("S7").during(day).list();
      entasis.ticks().of("S7").during(day).count();
      entasis.ticks().of("S7").findLatest();
      entasis.ticks().of("S7", "IBM").latestPerSymbol();
      entasis.bars().of("S7", BarSize.ofSeconds(90)).during(day).list();
      List<Hidden.Run> runs = recording.runs().stream()
          .filter(run -> run.sql().contains("market_data\""))
          .toList();

      assertThat(runs)
          .hasSizeGreaterThanOrEqualTo(5)
          .allSatisfy(run -> assertThat(Plans.of(connection, run))
              .as("%s", run.sql())
              .anyMatch(line -> line.contains("symbol_timestamp_idx"))
              .noneMatch(line -> line.contains("Seq Scan")));
      assertThat(Plans.of(connection, runs.get(0)))
          .filteredOn(line -> line.contains(" on market_data_y"))
          .singleElement()
          .asString()
          .contains("market_data_y2023m05");
    }
  }

  /** Names of the partitions whose counts of scans the question changed. */
  private static List<String> touched(TestDatabase database, Consumer<Transaction> question)
      throws SQLException {
    LentConnection lent = new LentConnection(database, true);
    try (Entasis entasis = Entasis.builder()
        .rollupRefresh(Duration.ZERO)
        .dataSource(lent.dataSource())
        .open()) {
      entasis.ticks().of("NONE").findLatest();
      List<String> scanned = new ArrayList<>();
      entasis.<SQLException>useTransaction(transaction -> {
        // The server counts on from what the session did before.
        List<String> before = lent.query(SCANS);
        question.accept(transaction);
        lent.query(SCANS).stream()
            .filter(count -> !before.contains(count))
            .map(count -> count.substring(0, count.indexOf(' ')))
            .forEach(scanned::add);
      });
      return scanned;
    } finally {
      lent.end();
    }
  }

  private static List<Tick> months() {
    List<Tick> ticks = new ArrayList<>();
    for (int month = 0; month < MONTHS; month++) {
      Instant at = FIRST.plusMonths(month).atDay(10).atTime(12, 0).toInstant(ZoneOffset.UTC);
      ticks.add(tick("IBM", at.toString(), "1"));
      ticks.add(tick("IBM", at.plusSeconds(1).toString(), "2"));
    }
    return ticks;
  }
}
