package io.entasis.conformance.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.bar.BarSize;
import io.entasis.ingest.IngestReport;
import io.entasis.partition.ArchiveMonitor;
import io.entasis.partition.MaintenancePolicy;
import io.entasis.partition.MaintenanceReport;
import io.entasis.partition.PartitionArchive;
import io.entasis.partition.PartitionListing;
import io.entasis.partition.PartitionState;
import io.entasis.partition.PartitionedTable;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Upkeep once a month, over two years. */
@EntasisTest
class TwoYearsTest {

  private static final YearMonth FIRST = YearMonth.of(2024, 1);
  private static final int MONTHS = 24;

  private final TestDatabase database;
  private final MovingClock clock = new MovingClock("2024-01-01T00:30:00Z");
  private final Entasis entasis;

  TwoYearsTest(TestDatabase database) {
    this.database = database;
    this.entasis = Months.open(database, clock);
  }

  @AfterEach
  void close() {
    entasis.close();
  }

  @Test
  void coverageNeverFallsBelowThePolicyAndNothingIsLost(@TempDir Path folder) {
    try (PartitionArchive archive = Months.archive(folder)) {
      MaintenancePolicy policy =
          MaintenancePolicy.defaults().only(PartitionedTable.MARKET_DATA).archive(archive);
      long saved = 0;
      for (int number = 0; number < MONTHS; number++) {
        YearMonth month = FIRST.plusMonths(number);
        MaintenanceReport report =
            entasis.partitions().maintenance(policy).preview().apply();
        assertThat(report.outcome())
            .as(month + " " + report)
            .isEqualTo(MaintenanceReport.Outcome.DONE);

        PartitionListing listing = listing();
        assertThat(listing.coverage())
            .isGreaterThanOrEqualTo(Duration.between(
                clock.instant(),
                month.plusMonths(4).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC)));
        assertThat(listing.problems()).as(month.toString()).isEmpty();
        assertThat(listing.in(PartitionState.ATTACHED).size()).isBetween(4, 8);

        clock.advance(Period.ofMonths(1));
        IngestReport stored = entasis.ticks().saveAll(ticksOf(month));
        assertThat(stored.rejected()).isZero();
        assertThat(stored.partitionsCreated()).isEmpty();
        saved += stored.accepted();
      }

      long archived = 0;
      for (var entry : archive.list().entries()) {
        archive.verify(entry, ArchiveMonitor.none());
        archived += entry.rows();
      }
      long kept = entasis.ticks().all().count();
      long inGrace = listing().in(PartitionState.DETACHED).size();
      assertThat(archived + kept).isEqualTo(saved);
      assertThat(archive.list().entries()).hasSize(MONTHS - 5);
      assertThat(inGrace).isLessThanOrEqualTo(1);
      assertThat(listing().in(PartitionState.DROPPED)).hasSize((int) (MONTHS - 5 - inGrace));
      List<Instant> days = entasis.bars().of("BTC-USDT", BarSize.ofDays(1)).list().stream()
          .map(bar -> bar.start())
          .toList();
      assertThat(days.get(0)).isBefore(clock.instant().minusSeconds(360L * 86_400));
      assertThat(days.get(0)).isAfter(clock.instant().minusSeconds(440L * 86_400));
    }
  }

  @Test
  void afterALongDowntimeOnlyUsefulMonthsAreMade() {
    MaintenancePolicy policy = MaintenancePolicy.defaults().only(PartitionedTable.MARKET_DATA);
    entasis.partitions().maintenance(policy).preview().apply();
    entasis.ticks().saveAll(List.of(Months.tick("2024-01-01T00:10:00Z")));

    clock.advance(Period.ofYears(3));
    entasis.partitions().maintenance(policy).preview().apply();

    assertThat(Months.attached(database))
        .containsExactly(
            "market_data_y2024m01",
            "market_data_y2024m02",
            "market_data_y2024m03",
            "market_data_y2024m04",
            "market_data_y2027m01",
            "market_data_y2027m02",
            "market_data_y2027m03",
            "market_data_y2027m04");
  }

  private PartitionListing listing() {
    return entasis.partitions().list(PartitionedTable.MARKET_DATA);
  }

  private static List<Tick> ticksOf(YearMonth month) {
    return Months.ticks(month.toString(), month.toString());
  }
}
