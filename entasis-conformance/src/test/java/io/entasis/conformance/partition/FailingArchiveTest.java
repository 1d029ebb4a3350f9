package io.entasis.conformance.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.conformance.partition.FailingArchive.Fault;
import io.entasis.partition.ArchiveCancelledException;
import io.entasis.partition.ArchiveProgress;
import io.entasis.partition.MaintenanceListener;
import io.entasis.partition.MaintenancePolicy;
import io.entasis.partition.MaintenanceReport;
import io.entasis.partition.MaintenanceStep;
import io.entasis.partition.PartitionArchive;
import io.entasis.partition.PartitionState;
import io.entasis.partition.PartitionedTable;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An archive that fails leaves every partition attached and readable. */
@EntasisTest
class FailingArchiveTest {

  private static final String OLD = "market_data_y2024m02";
  private static final MaintenancePolicy TICKS =
      MaintenancePolicy.defaults().only(PartitionedTable.MARKET_DATA);

  @TempDir
  private Path folder;

  private final TestDatabase database;
  private final MovingClock clock = new MovingClock("2024-07-15T12:00:00Z");
  private final Entasis entasis;

  FailingArchiveTest(TestDatabase database) {
    this.database = database;
    this.entasis = Months.open(database, clock);
  }

  @BeforeEach
  void load() {
    Months.load(entasis, "2024-02", "2024-07");
  }

  @AfterEach
  void close() {
    entasis.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"REFUSES", "BREAKS_LATE", "LIES"})
  void nothingLeaves(Fault fault) {
    try (PartitionArchive archive = new FailingArchive(Months.archive(folder), fault)) {
      MaintenanceReport report = maintain(TICKS.archive(archive));

      assertThat(report.outcome()).isEqualTo(MaintenanceReport.Outcome.INCOMPLETE);
      assertThat(Months.words(report))
          .endsWith(
              "DONE SEAL market_data_y2024m02",
              "FAILED ARCHIVE market_data_y2024m02",
              "LEFT_OUT DETACH market_data_y2024m02",
              "DONE SEAL market_data_y2024m03",
              "FAILED ARCHIVE market_data_y2024m03",
              "LEFT_OUT DETACH market_data_y2024m03");
      assertAllThere();
      clock.advanceDays(30);
      maintain(TICKS.archive(archive));
      assertAllThere();
    }
    try (PartitionArchive archive = Months.archive(folder.resolve("better"))) {
      assertThat(maintain(TICKS.archive(archive)).outcome())
          .isEqualTo(MaintenanceReport.Outcome.DONE);
      assertThat(Months.attached(database)).doesNotContain(OLD);
    }
  }

  @Test
  void aFolderThatIsGoneIsAFailure() throws IOException {
    Path gone = Files.createDirectory(folder.resolve("gone"));
    try (PartitionArchive archive = Months.archive(gone)) {
      Files.delete(gone);
      Files.createFile(gone);

      MaintenanceReport report = maintain(TICKS.archive(archive));

      assertThat(report.outcome()).isEqualTo(MaintenanceReport.Outcome.INCOMPLETE);
      assertAllThere();
    }
  }

  @Test
  void whatDoesNotVerifyAnyMoreIsNotDropped() {
    try (PartitionArchive archive = Months.archive(folder)) {
      maintain(TICKS.archive(archive));
      clock.advanceDays(7);
      PartitionArchive doubtful = new FailingArchive(archive, Fault.VERIFIES_NOTHING);

      assertThat(Months.words(maintain(TICKS.archive(doubtful))))
          .containsExactly("FAILED DROP market_data_y2024m02", "FAILED DROP market_data_y2024m03");

      assertThat(Months.ticksIn(database, OLD)).isEqualTo(58);
      assertThat(Months.words(maintain(TICKS.archive(archive))))
          .containsExactly("DONE DROP market_data_y2024m02", "DONE DROP market_data_y2024m03");
    }
  }

  @Test
  void whatWasDetachedWithoutAnArchiveGoesThereBeforeTheDrop() {
    maintain(TICKS);
    clock.advanceDays(7);
    try (PartitionArchive archive = Months.archive(folder)) {
      PartitionArchive refusing = new FailingArchive(archive, Fault.REFUSES);
      assertThat(Months.words(maintain(TICKS.archive(refusing))))
          .contains("FAILED ARCHIVE market_data_y2024m02", "LEFT_OUT DROP market_data_y2024m02");
      assertThat(Months.exists(database, OLD)).isTrue();

      assertThat(Months.words(maintain(TICKS.archive(archive))))
          .containsExactly(
              "DONE ARCHIVE market_data_y2024m02",
              "DONE DROP market_data_y2024m02",
              "DONE ARCHIVE market_data_y2024m03",
              "DONE DROP market_data_y2024m03");
      assertThat(archive.get("market_data", OLD).rows()).isEqualTo(58);
    }
  }

  @Test
  void anArchiveThatIsCancelledEndsTheMaintenance() {
    try (PartitionArchive archive = Months.archive(folder)) {
      MaintenanceReport report =
          entasis.partitions().maintenance(TICKS.archive(archive)).preview().apply(new Impatient());

      assertThat(report.outcome()).isEqualTo(MaintenanceReport.Outcome.ENDED_EARLY);
      assertThat(report.results().get(report.results().size() - 1).failure().orElseThrow())
          .isInstanceOf(ArchiveCancelledException.class);
      assertAllThere();
      assertThat(archive.list().entries()).isEmpty();
    }
  }

  @Test
  void theLastLookBeforeADropCanBeCancelledAndTheTableStays() {
    try (PartitionArchive archive = Months.archive(folder)) {
      MaintenancePolicy policy = TICKS.archive(archive);
      maintain(policy);
      clock.advanceDays(7);

      MaintenanceReport report =
          entasis.partitions().maintenance(policy).preview().apply(new Impatient());

      assertThat(report.outcome()).isEqualTo(MaintenanceReport.Outcome.ENDED_EARLY);
      assertThat(Months.words(report)).containsExactly("FAILED DROP market_data_y2024m02");
      assertThat(Months.exists(database, OLD)).isTrue();
      assertThat(Months.words(maintain(policy)))
          .containsExactly("DONE DROP market_data_y2024m02", "DONE DROP market_data_y2024m03");
    }
  }

  private void assertAllThere() {
    assertThat(
            entasis.ticks().all().before(Instant.parse("2024-08-01T00:00:00Z")).count())
        .isEqualTo(Months.ticks("2024-02", "2024-07").size());
    assertThat(entasis.partitions().list(PartitionedTable.MARKET_DATA).in(PartitionState.SEALED))
        .extracting(partition -> partition.name())
        .contains(OLD);
  }

  private MaintenanceReport maintain(MaintenancePolicy policy) {
    return entasis.partitions().maintenance(policy).preview().apply();
  }

  /** Cancels as soon as an archive is at work. */
  private static final class Impatient implements MaintenanceListener {

    private boolean enough;

    @Override
    public void archiving(MaintenanceStep step, ArchiveProgress progress) {
      enough = true;
    }

    @Override
    public boolean isCancelled() {
      return enough;
    }
  }
}
