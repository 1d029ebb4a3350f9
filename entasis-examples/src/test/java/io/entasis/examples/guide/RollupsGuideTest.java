package io.entasis.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.bar.Bar;
import io.entasis.bar.BarSize;
import io.entasis.fixture.MarketSimulator;
import io.entasis.ingest.IngestReport;
import io.entasis.ingest.RejectReason;
import io.entasis.market.TimeRange;
import io.entasis.rollup.RefreshReport;
import io.entasis.rollup.RollupDifference;
import io.entasis.rollup.RollupStatus;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EntasisTest
class RollupsGuideTest {

  private static final TimeRange DAYS =
      TimeRange.between(LocalDate.of(2024, 1, 31), LocalDate.of(2024, 2, 2));
  private static final Instant FEBRUARY = Instant.parse("2024-02-01T00:00:00Z");

  @BeforeEach
  void load(Entasis entasis) {
    entasis
        .ticks()
        .saveAll(
            MarketSimulator.seeded(42).crypto().only("BTC-USDT").paced(0.02).during(DAYS).stream());
  }

  @Test
  void aLateTickShowsAtOnce(Entasis entasis) {
    entasis.rollups().refresh();
    Instant at = Instant.parse("2024-01-31T10:20:30Z");
    // begin late
    Tick late = new Tick("BTC-USDT", "BINANCE", at, new BigDecimal("99999"), BigDecimal.ONE);
    entasis.ticks().save(late);

    List<Bar> bars =
        entasis.bars().of("BTC-USDT", BarSize.ofHours(1)).during(DAYS).list();
    // end late
    assertThat(bars)
        .filteredOn(bar -> bar.high().compareTo(late.price()) == 0)
        .singleElement()
        .satisfies(bar -> assertThat(bar.start()).isEqualTo("2024-01-31T10:00:00Z"));
  }

  @Test
  void theIntervalIsASetting(TestDatabase database) {
    DataSource dataSource = database.dataSource();
    // begin interval
    try (Entasis entasis = Entasis.builder()
        .dataSource(dataSource)
        .rollupRefresh(Duration.ofSeconds(5))
        .open()) {
      entasis.bars();
    }
    // end interval
  }

  @Test
  void itIsWatched(Entasis entasis) {
    // begin watch
    RefreshReport report = entasis.rollups().refresh();
    RollupStatus status = entasis.rollups().status();
    List<RollupDifference> differences = entasis.rollups().verify(DAYS);
    // end watch
    assertThat(report.minutes()).isPositive();
    assertThat(status.ledgerRows()).isZero();
    assertThat(status.isHealthy()).isTrue();
    assertThat(differences).isEmpty();
  }

  @Test
  void furtherSizesAreKept(Entasis entasis) {
    // begin declare
    entasis.rollups().declare(BarSize.ofMinutes(5));
    // end declare
    assertThat(entasis.rollups().levels()).contains(BarSize.ofMinutes(5));
  }

  @Test
  void barsOutliveTheirTicks(Entasis entasis, TestDatabase database) {
    List<Bar> before =
        entasis.bars().of("BTC-USDT", BarSize.ofHours(1)).before(FEBRUARY).list();
    // begin freeze
    List<String> sealed = entasis.rollups().freezeBefore(FEBRUARY);
    // end freeze
    assertThat(sealed).containsExactly("market_data_y2024m01");
    database.execute("alter table market_data detach partition market_data_y2024m01");
    database.execute("drop table market_data_y2024m01");
    assertThat(
            entasis.bars().of("BTC-USDT", BarSize.ofHours(1)).before(FEBRUARY).list())
        .isEqualTo(before);
    IngestReport report = entasis
        .ticks()
        .saveAll(List.of(new Tick(
            "BTC-USDT", "BINANCE", FEBRUARY.minusSeconds(1), BigDecimal.ONE, BigDecimal.ONE)));
    assertThat(report.reasons()).containsOnlyKeys(RejectReason.BELOW_RAW_FLOOR);
  }
}
