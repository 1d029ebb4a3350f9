package io.entasis.conformance.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.Entasis;
import io.entasis.error.InvalidInputException;
import io.entasis.partition.MaintenancePolicy;
import io.entasis.partition.MaintenanceReport;
import io.entasis.partition.PartitionArchive;
import io.entasis.partition.PartitionPlan;
import io.entasis.partition.PartitionState;
import io.entasis.partition.PartitionedTable;
import io.entasis.partition.StepKind;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plan says before anything happens. */
@EntasisTest
class PlanTest {

  private static final MaintenancePolicy TICKS =
      MaintenancePolicy.defaults().only(PartitionedTable.MARKET_DATA);

  private final TestDatabase database;
  private final MovingClock clock = new MovingClock("2024-06-15T12:00:00Z");
  private final Entasis entasis;

  PlanTest(TestDatabase database) {
    this.database = database;
    this.entasis = Months.open(database, clock);
  }

  @AfterEach
  void close() {
    entasis.close();
  }

  @Test
  void anEmptyDatabaseGetsThePresentAndThreeMonthsAhead() {
    assertThat(Months.words(plan(TICKS)))
        .containsExactly(
            "CREATE market_data_y2024m06",
            "CREATE market_data_y2024m07",
            "CREATE market_data_y2024m08",
            "CREATE market_data_y2024m09");
    assertThat(plan(MaintenancePolicy.defaults()).steps()).hasSize(8);
    assertThat(plan(TICKS.createAhead(0)).steps()).hasSize(1);
  }

  @Test
  void lookingChangesNothing() {
    Months.load(entasis, "2024-01", "2024-06");
    List<String> before = database.query("select * from pg_inherits order by 1, 2");

    plan(TICKS);

    assertThat(database.query("select * from pg_inherits order by 1, 2")).isEqualTo(before);
    assertThat(database.query("select count(*) from partition_state")).containsExactly("0");
  }

  @Test
  void plansWithTheSameStepsAreEqual() {
    PartitionPlan plan = plan(TICKS);

    assertThat(plan).isEqualTo(plan(TICKS)).hasSameHashCodeAs(plan(TICKS));
    assertThat(plan).isNotEqualTo(plan(TICKS.createAhead(2)));
    plan.apply();
    assertThat(plan(TICKS)).isNotEqualTo(plan);
    assertThat(plan(TICKS).isEmpty()).isTrue();
    assertThat(plan(TICKS)).hasToString("nothing to do");
  }

  @Test
  void aPlanPrintsWhatAndWhyAndWhichLock() {
    Months.load(entasis, "2024-02", "2024-06");

    assertThat(plan(TICKS.createAhead(1)).toString().lines().toList())
        .containsExactly(
            "CREATE market_data_y2024m07 [2024-07-01T00:00:00Z, 2024-08-01T00:00:00Z): 1 partitions are kept ahead, this is number 1",
            "    lock: " + StepKind.CREATE.lock(),
            "SEAL market_data_y2024m02 [2024-02-01T00:00:00Z, 2024-03-01T00:00:00Z): rows are kept for P3M",
            "    lock: " + StepKind.SEAL.lock(),
            "DETACH market_data_y2024m02 [2024-02-01T00:00:00Z, 2024-03-01T00:00:00Z): rows are kept for P3M",
            "    lock: " + StepKind.DETACH.lock());
  }

  @Test
  void onlyWholePartitionsLeave() {
    Months.load(entasis, "2024-01", "2024-06");

    clock.set("2024-05-31T23:59:59Z");
    assertThat(leaving()).containsExactly("market_data_y2024m01");
    clock.set("2024-06-01T00:00:00Z");
    assertThat(leaving()).containsExactly("market_data_y2024m01", "market_data_y2024m02");
  }

  @Test
  void aRowFromTheFutureDropsNothing() {
    Months.load(entasis, "2024-04", "2024-06");
    database.execute("create table market_data_y2099m01 partition of market_data"
        + " for values from ('2099-01-01 00:00+00') to ('2099-02-01 00:00+00')");
    database.execute(
        "insert into market_data (symbol, exchange, timestamp, price, volume) values ('BTC-USDT', 'X', '2099-01-05 00:00+00', 1, 1)");

    assertThat(leaving()).isEmpty();
  }

  @Test
  void aFeedThatHasStoppedLosesNothing() {
    Months.load(entasis, "2024-04", "2024-06");

    clock.set("2026-06-15T12:00:00Z");

    assertThat(leaving()).isEmpty();
    assertThat(Months.words(plan(TICKS)))
        .containsExactly(
            "CREATE market_data_y2026m06",
            "CREATE market_data_y2026m07",
            "CREATE market_data_y2026m08",
            "CREATE market_data_y2026m09");
  }

  @Test
  void withAnArchiveEachPartitionGoesThereFirst(@TempDir Path folder) {
    Months.load(entasis, "2024-02", "2024-06");

    assertThat(Months.words(plan(TICKS.archive(Months.archive(folder)).createAhead(0))))
        .containsExactly(
            "SEAL market_data_y2024m02",
            "ARCHIVE market_data_y2024m02",
            "DETACH market_data_y2024m02");
  }

  @Test
  void withoutGraceADropFollowsAtOnce() {
    Months.load(entasis, "2024-02", "2024-06");

    MaintenancePolicy policy = TICKS.grace(Duration.ZERO).createAhead(0);
    assertThat(Months.words(plan(policy.dropUnarchived())))
        .containsExactly(
            "SEAL market_data_y2024m02",
            "DETACH market_data_y2024m02",
            "DROP market_data_y2024m02");
    assertThat(Months.words(plan(policy)))
        .containsExactly("SEAL market_data_y2024m02", "DETACH market_data_y2024m02");
  }

  @Test
  void aPolicyCannotBothArchiveAndDropWhatIsNotArchived(@TempDir Path folder) {
    try (PartitionArchive archive = Months.archive(folder)) {
      MaintenancePolicy dropping = TICKS.dropUnarchived();

      assertThatThrownBy(() -> dropping.archive(archive))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("archive");
    }
  }

  /** Rows come all the time; what is due is the same until something else is. */
  @Test
  void aPlanOfALiveFeedIsEqualToTheNextOne() {
    Months.load(entasis, "2024-01", "2024-06");
    entasis.ticks().save(Months.tick("2024-06-15T12:00:00Z"));
    PartitionPlan plan = plan(TICKS.sealAfter(Period.ofMonths(1)));

    clock.advance(Duration.ofMinutes(1));
    entasis.ticks().save(Months.tick("2024-06-15T12:01:00Z"));

    assertThat(plan(TICKS.sealAfter(Period.ofMonths(1)))).isEqualTo(plan);
  }

  @Test
  void partitionsCanBeSealedLongBeforeTheyLeave() {
    Months.load(entasis, "2024-03", "2024-06");
    MaintenancePolicy policy = TICKS.sealAfter(Period.ofMonths(1)).createAhead(0);

    assertThat(Months.words(plan(policy)))
        .containsExactly("SEAL market_data_y2024m03", "SEAL market_data_y2024m04");
    assertThat(plan(policy).apply().outcome()).isEqualTo(MaintenanceReport.Outcome.DONE);

    assertThat(entasis.partitions().list(PartitionedTable.MARKET_DATA).in(PartitionState.SEALED))
        .hasSize(2);
    assertThat(plan(policy).isEmpty()).isTrue();
  }

  @Test
  void nothingIsMadeBelowTheRawFloor() {
    Months.load(entasis, "2024-06", "2024-06");
    clock.set("2024-08-01T00:00:00Z");
    entasis.rollups().freezeBefore(clock.instant());
    clock.set("2024-06-15T12:00:00Z");
    database.execute("alter table market_data detach partition market_data_y2024m06");
    database.execute("drop table market_data_y2024m06");

    assertThat(Months.words(plan(TICKS)))
        .containsExactly("CREATE market_data_y2024m08", "CREATE market_data_y2024m09");
  }

  private List<String> leaving() {
    return plan(TICKS).steps(StepKind.DETACH).stream()
        .map(step -> step.target().name())
        .toList();
  }

  private PartitionPlan plan(MaintenancePolicy policy) {
    return entasis.partitions().maintenance(policy).preview();
  }
}
