package io.entasis.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entasis.Entasis;
import io.entasis.archive.ParquetArchive;
import io.entasis.ingest.IngestOptions;
import io.entasis.partition.MaintenanceListener;
import io.entasis.partition.MaintenancePolicy;
import io.entasis.partition.MaintenanceReport;
import io.entasis.partition.MaintenanceStatus;
import io.entasis.partition.PartitionArchive;
import io.entasis.partition.PartitionInfo;
import io.entasis.partition.PartitionListing;
import io.entasis.partition.PartitionPlan;
import io.entasis.partition.PartitionSize;
import io.entasis.partition.PartitionState;
import io.entasis.partition.PartitionedTable;
import io.entasis.partition.ScheduledMaintenance;
import io.entasis.partition.StepResult;
import io.entasis.testkit.EntasisTest;
import io.entasis.tick.Tick;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EntasisTest
class PartitionsGuideTest {

  @TempDir
  private Path folder;

  @BeforeEach
  void load(Entasis entasis) {
    Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
    Stream<Tick> ticks = IntStream.rangeClosed(0, 200)
        .mapToObj(day -> new Tick(
            "BTC-USDT",
            "BINANCE",
            today.minus(day, ChronoUnit.DAYS),
            BigDecimal.TEN,
            BigDecimal.ONE));
    entasis.ticks().saveAll(ticks, IngestOptions.defaults());
  }

  @Test
  void whatThereIs(Entasis entasis) {
    // begin list
    PartitionListing listing = entasis.partitions().list(PartitionedTable.MARKET_DATA);
    for (PartitionInfo partition : listing.partitions()) {
      report(partition.name(), partition.state(), partition.storage().bytes());
    }
    long days = listing.daysCovered();
    // end list
    assertThat(listing.partitions()).hasSizeGreaterThan(6);
    assertThat(listing.problems()).isEmpty();
    assertThat(days).isEqualTo(listing.coverage().toDays());
  }

  @Test
  void aPlanIsSeenBeforeItIsApplied(Entasis entasis) {
    // begin plan
    try (PartitionArchive archive = ParquetArchive.inFolder(folder)) {
      MaintenancePolicy policy =
          MaintenancePolicy.defaults().retainRaw(Period.ofMonths(3)).archive(archive);
      PartitionPlan plan = entasis.partitions().maintenance(policy).preview();
      report(plan);

      MaintenanceReport report = plan.apply();
      // hide
      assertThat(plan.steps()).isNotEmpty();
      assertThat(report.outcome()).isEqualTo(MaintenanceReport.Outcome.DONE);
      assertThat(archive.list().entries()).isNotEmpty();
      // show
    }
    // end plan
    assertThat(entasis.partitions().list(PartitionedTable.MARKET_DATA).in(PartitionState.DETACHED))
        .isNotEmpty();
  }

  @Test
  void itRunsByItself(Entasis entasis) {
    MaintenancePolicy policy = MaintenancePolicy.defaults();
    List<StepResult> failures = new ArrayList<>();
    // begin schedule
    MaintenanceListener alarm = new MaintenanceListener() {
      @Override
      public void ended(StepResult result) {
        if (result.outcome() == StepResult.Outcome.FAILED) {
          failures.add(result);
        }
      }
    };
    ScheduledMaintenance schedule =
        entasis.partitions().maintainEvery(Duration.ofHours(6), policy, alarm);
    // end schedule
    try (schedule) {
      await().atMost(Duration.ofMinutes(1)).until(() -> schedule.status().runs() == 1);
      // begin watch
      MaintenanceStatus status = schedule.status();
      boolean healthy = status.isRunning()
          && status.lastFailure().isEmpty()
          && entasis.partitions().list(PartitionedTable.MARKET_DATA).daysCovered() > 30;
      // end watch
      assertThat(healthy).isTrue();
      assertThat(failures).isEmpty();
    }
  }

  @Test
  void partitionsOfAnotherSize(Entasis entasis) {
    // begin resize
    Instant from = entasis.partitions().resize(PartitionedTable.MARKET_DATA, PartitionSize.WEEK);
    // end resize
    entasis
        .partitions()
        .maintenance(MaintenancePolicy.defaults().retainForEver())
        .preview()
        .apply();
    assertThat(entasis.partitions().list(PartitionedTable.MARKET_DATA).partitions())
        .anySatisfy(partition -> {
          assertThat(partition.range().from()).isEqualTo(from);
          assertThat(partition.name()).matches("market_data_y\\d{4}w\\d{2}");
        });
  }

  private static void report(Object... values) {
    assertThat(values).isNotEmpty();
  }
}
