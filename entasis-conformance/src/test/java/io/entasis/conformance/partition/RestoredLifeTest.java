package io.entasis.conformance.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.entasis.Entasis;
import io.entasis.error.EntasisException;
import io.entasis.partition.LoadOptions;
import io.entasis.partition.LoadStep;
import io.entasis.partition.MaintenancePolicy;
import io.entasis.partition.MaintenanceReport;
import io.entasis.partition.PartitionArchive;
import io.entasis.partition.PartitionOccupiedException;
import io.entasis.partition.PartitionPlan;
import io.entasis.partition.PartitionState;
import io.entasis.partition.PartitionedTable;
import io.entasis.partition.RestoredState;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A month that has come back after it had left stays for as long as rows are kept, and then leaves again. */
@EntasisTest
class RestoredLifeTest {

  private static final String OLD = "market_data_y2024m02";
  private static final int ROWS = 58;

  private final TestDatabase database;
  private final MovingClock clock = new MovingClock("2024-06-15T12:00:00Z");
  private final Entasis entasis;
  private final PartitionArchive archive;
  private final MaintenancePolicy policy;

  RestoredLifeTest(TestDatabase database, @TempDir Path folder) {
    this.database = database;
    this.entasis = Months.open(database, clock);
    this.archive = Months.archive(folder);
    this.policy = MaintenancePolicy.defaults()
        .only(PartitionedTable.MARKET_DATA)
        .createAhead(1)
        .archive(archive);
  }

  @BeforeEach
  void gone() {
    Months.load(entasis, "2024-02", "2024-06");
    maintain(policy);
    clock.advanceDays(7);
    maintain(policy);
    assertThat(Months.exists(database, OLD)).isFalse();
  }

  @AfterEach
  void close() {
    entasis.close();
    archive.close();
  }

  @Test
  void aRestoredMonthStaysAndLeavesAgainWithoutASecondArchive() {
    entasis.partitions().restore(Tick.TABLE, OLD, archive);

    assertThat(state()).isEqualTo(PartitionState.ARCHIVED);
    assertThat(maintain(policy).results()).isEmpty();
    feedUntil("2024-08");
    assertThat(Months.words(maintain(policy))).doesNotContain("DONE DETACH " + OLD);
    assertThat(Months.ticksIn(database, OLD)).isEqualTo(ROWS);

    feedUntil("2024-09");
    clock.set("2024-09-30T12:00:00Z");
    assertThat(Months.words(maintain(policy)))
        .contains("DONE DETACH " + OLD)
        .doesNotContain("DONE ARCHIVE " + OLD);
    clock.advanceDays(7);
    assertThat(Months.words(maintain(policy))).contains("DONE DROP " + OLD);
    assertThat(archive.list().entries())
        .filteredOn(entry -> entry.partition().name().equals(OLD))
        .hasSize(1);
  }

  @Test
  void aReopenedMonthIsSealedOnlyWithALaterOne() {
    MaintenancePolicy sealing = policy.sealAfter(Period.ofMonths(3));
    restoreWritable();

    assertThat(state()).isEqualTo(PartitionState.ATTACHED);
    assertThat(maintain(sealing).results()).isEmpty();
    entasis.ticks().save(Months.tick("2024-02-20T00:00:00Z"));

    feedUntil("2024-07");
    assertThat(Months.words(maintain(sealing)))
        .contains("DONE SEAL " + OLD, "DONE SEAL market_data_y2024m03")
        .doesNotContain("DONE DETACH " + OLD);
    assertThat(Months.ticksIn(database, OLD)).isEqualTo(ROWS + 1);

    clock.set("2024-10-01T12:00:00Z");
    entasis.ticks().save(Months.tick("2024-10-01T12:00:00Z"));
    assertThat(Months.words(maintain(sealing)))
        .contains("DONE ARCHIVE " + OLD, "DONE DETACH " + OLD);
  }

  @Test
  void aPlanThatIsOlderThanTheRestoreDoesNotTakeItAway() {
    Months.load(entasis, "2024-07", "2024-07");
    clock.set("2024-07-15T12:00:00Z");
    PartitionPlan plan = entasis.partitions().maintenance(policy).preview();
    String march = "market_data_y2024m03";
    assertThat(Months.words(plan)).contains("DETACH " + march);
    plan.apply();
    clock.advanceDays(7);
    maintain(policy);
    entasis.partitions().restore(Tick.TABLE, march, archive);

    assertThat(Months.words(plan.apply())).contains("LEFT_OUT DETACH " + march);
    assertThat(Months.attached(database)).contains(march);
  }

  @Test
  void aMonthInItsTimeOfGraceIsAttachedAgainByHandAndStays() {
    feedUntil("2024-07");
    maintain(policy);
    String march = "market_data_y2024m03";
    assertThat(Months.attached(database)).doesNotContain(march);

    Throwable refused =
        catchThrowable(() -> entasis.partitions().restore(Tick.TABLE, march, archive));

    assertThat(refused)
        .isInstanceOf(PartitionOccupiedException.class)
        .hasMessageContaining("attach it again: alter table");
    database.execute(
        String.valueOf(refused.getMessage()).split(Pattern.quote("attach it again: "), -1)[1]);
    clock.advanceDays(10);
    assertThat(maintain(policy).results()).isEmpty();
    assertThat(Months.attached(database)).contains(march);
    assertThat(state(march)).isEqualTo(PartitionState.ARCHIVED);
    feedUntil("2024-09");
    assertThat(Months.words(maintain(policy))).doesNotContain("DONE DETACH " + march);
    feedUntil("2024-11");
    assertThat(Months.words(maintain(policy))).contains("DONE DETACH " + march);
  }

  @Test
  void aRestoreThatIsKilledLeavesNothingToMaintenance() {
    CutDataSource source = new CutDataSource(database.dataSource());
    List<LoadStep> seen = new ArrayList<>();
    try (Entasis dying = Entasis.builder()
        .dataSource(source)
        .rollupRefresh(Duration.ZERO)
        .clock(clock)
        .open()) {
      assertThatThrownBy(() -> dying
              .partitions()
              .restore(
                  archive.get("market_data", OLD),
                  archive,
                  RestoredState.SEALED,
                  LoadOptions.defaults().monitor(progress -> {
                    seen.add(progress.step());
                    if (progress.step() == LoadStep.ATTACH) {
                      source.cutAfter(2);
                    }
                  })))
          .isInstanceOf(EntasisException.class);
    }
    assertThat(source.isDead()).isTrue();
    assertThat(seen).contains(LoadStep.ATTACH);
    assertThat(state()).isEqualTo(PartitionState.DROPPED);

    awaitNoLocks();
    assertThat(maintain(policy).results()).isEmpty();

    assertThat(database.query("select * from partition_loading")).isEmpty();
    assertThat(database.query("select relname from pg_class where relname like '" + OLD + "%'"))
        .isEmpty();
    entasis.partitions().restore(Tick.TABLE, OLD, archive);
    assertThat(maintain(policy).results()).isEmpty();
    assertThat(state()).isEqualTo(PartitionState.ARCHIVED);
  }

  private void restoreWritable() {
    entasis
        .partitions()
        .restore(
            archive.get("market_data", OLD),
            archive,
            RestoredState.WRITABLE,
            LoadOptions.defaults());
  }

  /** Rows of the months up to that one, at whose middle it is then. */
  private void feedUntil(String month) {
    Months.load(entasis, "2024-06", month);
    clock.set(month + "-15T12:00:00Z");
  }

  private PartitionState state() {
    return state(OLD);
  }

  private PartitionState state(String name) {
    return entasis
        .partitions()
        .list(PartitionedTable.MARKET_DATA)
        .find(name)
        .orElseThrow()
        .state();
  }

  private void awaitNoLocks() {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> database
            .query(
                "select count(*) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())")
            .equals(List.of("0")));
  }

  private MaintenanceReport maintain(MaintenancePolicy with) {
    return entasis.partitions().maintenance(with).preview().apply();
  }
}
