package io.entasis.conformance.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.Entasis;
import io.entasis.bar.BarSize;
import io.entasis.error.InvalidInputException;
import io.entasis.ingest.IngestFailedException;
import io.entasis.ingest.IngestOptions;
import io.entasis.ingest.IngestReport;
import io.entasis.market.TimeRange;
import io.entasis.partition.MaintenancePolicy;
import io.entasis.partition.MaintenanceReport;
import io.entasis.partition.PartitionArchive;
import io.entasis.partition.PartitionListing;
import io.entasis.partition.PartitionSize;
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
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Partitions of weeks and days. */
@EntasisTest
class SizeTest {

  private static final MaintenancePolicy TICKS =
      MaintenancePolicy.defaults().only(PartitionedTable.MARKET_DATA);

  private final TestDatabase database;
  private final MovingClock clock = new MovingClock("2024-01-31T12:00:00Z");
  private final Entasis entasis;

  SizeTest(TestDatabase database) {
    this.database = database;
    this.entasis = Months.open(database, clock);
  }

  @AfterEach
  void close() {
    entasis.close();
  }

  @Test
  void weeksFollowMonthsFromTheNextFreeBoundaryOn() {
    Months.load(entasis, "2024-01", "2024-01");

    Instant from = entasis.partitions().resize(PartitionedTable.MARKET_DATA, PartitionSize.WEEK);

    assertThat(from).isEqualTo("2024-02-01T00:00:00Z");
    clock.set("2024-02-14T12:00:00Z");
    List<Tick> ticks = Months.ticks("2024-02", "2024-02").stream()
        .filter(tick -> tick.timestamp().isBefore(clock.instant()))
        .toList();
    IngestReport report = entasis.ticks().saveAll(ticks);
    assertThat(report.partitionsCreated())
        .containsExactly("market_data_y2024w05", "market_data_y2024w06", "market_data_y2024w07");
    maintain(TICKS.createAhead(1));
    assertThat(listing().find("market_data_y2024w05").orElseThrow().range())
        .isEqualTo(range("2024-02-01", "2024-02-05"));
    assertThat(listing().find("market_data_y2024w07").orElseThrow().range())
        .isEqualTo(range("2024-02-12", "2024-02-19"));
    assertThat(Months.attached(database))
        .containsExactly(
            "market_data_y2024m01",
            "market_data_y2024w05",
            "market_data_y2024w06",
            "market_data_y2024w07",
            "market_data_y2024w08");
    assertThat(listing().problems()).isEmpty();
    assertThat(listing().gaps()).isEmpty();
    assertThat(entasis.ticks().all().since(from).list()).containsExactlyInAnyOrderElementsOf(ticks);
  }

  @Test
  void partitionsBeyondAGapStayWhatTheyAre() {
    Months.load(entasis, "2024-01", "2024-01");
    Months.load(entasis, "2024-03", "2024-03");

    Instant from = entasis.partitions().resize(PartitionedTable.MARKET_DATA, PartitionSize.WEEK);

    assertThat(from).isEqualTo("2024-02-01T00:00:00Z");
    assertThat(listing().problems()).isEmpty();
    assertThat(entasis
            .ticks()
            .saveAll(
                List.of(
                    Months.tick("2024-02-29T05:00:00Z"),
                    Months.tick("2024-03-29T05:00:00Z"),
                    Months.tick("2024-04-01T05:00:00Z")),
                IngestOptions.defaults().ahead(Duration.ofDays(100)))
            .partitionsCreated())
        .containsExactly("market_data_y2024w09", "market_data_y2024w14");
    assertThat(listing().problems()).isEmpty();
  }

  @Test
  void aMonthCannotBeFilledWhereWeeksAreMade() {
    maintain(TICKS.createAhead(0));
    entasis.partitions().resize(PartitionedTable.MARKET_DATA, PartitionSize.WEEK);
    clock.set("2024-03-10T00:00:00Z");

    assertThatThrownBy(() -> entasis
            .partitions()
            .backfill(Tick.TABLE, YearMonth.of(2024, 2), Months.ticks("2024-02", "2024-02")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("market_data_y2024w05");

    assertThat(entasis
            .partitions()
            .backfill(Tick.TABLE, YearMonth.of(2023, 12), Months.ticks("2023-12", "2023-12"))
            .partition()
            .name())
        .isEqualTo("market_data_y2023m12");
  }

  @Test
  void rowsOfEarlierTimeGoIntoMonthsStill() {
    maintain(TICKS.createAhead(0));
    entasis.partitions().resize(PartitionedTable.MARKET_DATA, PartitionSize.DAY);

    assertThat(entasis
            .ticks()
            .saveAll(
                List.of(Months.tick("2023-12-05T00:00:00Z"), Months.tick("2024-02-01T05:00:00Z")))
            .partitionsCreated())
        .containsExactly("market_data_y2023m12", "market_data_y2024m02d01");
  }

  @Test
  void daysLeaveOneByOne(@TempDir Path folder) {
    entasis.partitions().resize(PartitionedTable.MARKET_DATA, PartitionSize.DAY);
    clock.set("2024-02-10T12:00:00Z");
    for (int day = 1; day <= 10; day++) {
      entasis.ticks().save(Months.tick("2024-02-%02dT10:00:00Z".formatted(day)));
    }
    entasis.rollups().refresh();
    try (PartitionArchive archive = Months.archive(folder)) {
      MaintenanceReport report =
          maintain(TICKS.createAhead(2).retainRaw(Period.ofDays(7)).archive(archive));

      assertThat(report.outcome()).isEqualTo(MaintenanceReport.Outcome.DONE);
      assertThat(listing().in(PartitionState.DETACHED))
          .extracting(partition -> partition.name())
          .containsExactly("market_data_y2024m02d01", "market_data_y2024m02d02");
      assertThat(Months.attached(database)).contains("market_data_y2024m02d12");
      assertThat(archive.list().entries()).hasSize(2);
    }
    assertThat(entasis.bars().of("BTC-USDT", BarSize.ofDays(1)).list()).hasSize(10);
    assertThat(entasis.ticks().of("BTC-USDT").findLatest())
        .contains(Months.tick("2024-02-10T10:00:00Z"));
  }

  @Test
  void monthsCanComeBack() {
    entasis.partitions().resize(PartitionedTable.MARKET_DATA, PartitionSize.WEEK);
    maintain(TICKS.createAhead(1));

    Instant from = entasis.partitions().resize(PartitionedTable.MARKET_DATA, PartitionSize.MONTH);

    assertThat(from).isEqualTo("2024-02-12T00:00:00Z");
    maintain(TICKS.createAhead(3));
    assertThat(Months.attached(database))
        .containsExactly(
            "market_data_y2024m02",
            "market_data_y2024m03",
            "market_data_y2024w05",
            "market_data_y2024w06");
    assertThat(listing().find("market_data_y2024m02").orElseThrow().range())
        .isEqualTo(range("2024-02-12", "2024-03-01"));
    assertThat(listing().gaps()).isEmpty();
  }

  @Test
  void theSizeOfOneTableIsNotThatOfTheOther() {
    entasis.partitions().resize(PartitionedTable.OPTION_DATA, PartitionSize.WEEK);
    maintain(MaintenancePolicy.defaults().createAhead(0));

    assertThat(Months.attached(database)).containsExactly("market_data_y2024m01");
    assertThat(entasis.partitions().list(PartitionedTable.OPTION_DATA).partitions())
        .extracting(partition -> partition.name())
        .containsExactly("option_data_y2024w05");
  }

  /** A writer that has not heard of it makes no partition of the earlier size, and hears of it by that. */
  @Test
  void anotherProcessLearnsOfTheSize() {
    try (Entasis other = Months.open(database, clock)) {
      other.ticks().save(Months.tick("2024-01-20T00:00:00Z"));
      entasis.partitions().resize(PartitionedTable.MARKET_DATA, PartitionSize.WEEK);
      List<Tick> february = List.of(Months.tick("2024-02-01T00:00:00Z"));

      assertThatThrownBy(() -> other.ticks().saveAll(february))
          .isInstanceOf(IngestFailedException.class)
          .hasMessageContaining("market_data_y2024m02");

      assertThat(other.ticks().saveAll(february).partitionsCreated())
          .containsExactly("market_data_y2024w05");
    }
  }

  @Test
  void theSameSizeAgainChangesNothing() {
    maintain(TICKS);
    Instant from = entasis.partitions().resize(PartitionedTable.MARKET_DATA, PartitionSize.MONTH);
    assertThat(from).isEqualTo("2024-05-01T00:00:00Z");
    assertThat(database.query("select count(*) from partition_layout")).containsExactly("0");
  }

  private static TimeRange range(String from, String to) {
    return TimeRange.of(Instant.parse(from + "T00:00:00Z"), Instant.parse(to + "T00:00:00Z"));
  }

  private PartitionListing listing() {
    return entasis.partitions().list(PartitionedTable.MARKET_DATA);
  }

  private MaintenanceReport maintain(MaintenancePolicy policy) {
    return entasis.partitions().maintenance(policy).preview().apply();
  }
}
