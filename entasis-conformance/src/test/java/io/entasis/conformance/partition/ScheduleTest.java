package io.entasis.conformance.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.entasis.Entasis;
import io.entasis.conformance.Beside;
import io.entasis.error.ClosedException;
import io.entasis.error.InvalidInputException;
import io.entasis.partition.MaintenanceListener;
import io.entasis.partition.MaintenancePolicy;
import io.entasis.partition.MaintenanceReport;
import io.entasis.partition.MaintenanceStatus;
import io.entasis.partition.MaintenanceStep;
import io.entasis.partition.PartitionedTable;
import io.entasis.partition.ScheduledMaintenance;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Maintenance that runs by itself. */
@EntasisTest
class ScheduleTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final MaintenancePolicy TICKS =
      MaintenancePolicy.defaults().only(PartitionedTable.MARKET_DATA);

  private final TestDatabase database;
  private final MovingClock clock = new MovingClock("2024-06-15T12:00:00Z");
  private final Entasis entasis;

  ScheduleTest(TestDatabase database) {
    this.database = database;
    this.entasis = Months.open(database, clock);
  }

  @AfterEach
  void close() {
    entasis.close();
  }

  @Test
  void itRunsAtOnceAndThenWhenTheClockSays() {
    try (ScheduledMaintenance schedule =
        entasis.partitions().maintainEvery(Duration.ofDays(1), TICKS)) {
      MaintenanceStatus first = awaitRuns(schedule, 1);
      assertThat(first.lastReport().orElseThrow().results()).hasSize(4);
      assertThat(first.lastSuccessAt()).contains(Instant.parse("2024-06-15T12:00:00Z"));
      assertThat(first.nextAt()).isEqualTo("2024-06-16T12:00:00Z");

      clock.set("2024-07-01T00:00:00Z");

      MaintenanceStatus second = awaitRuns(schedule, 2);
      assertThat(Months.words(second.lastReport().orElseThrow()))
          .containsExactly("DONE CREATE market_data_y2024m10");
      assertThat(second.isRunning()).isTrue();
      assertThat(second.lastFailure()).isEmpty();
    }
  }

  @Test
  void itSurvivesFailuresAndReportsThem() {
    database.execute("alter table partition_state rename to hidden");
    try (ScheduledMaintenance schedule =
        entasis.partitions().maintainEvery(Duration.ofHours(1), TICKS)) {
      MaintenanceStatus failed = awaitRuns(schedule, 1);
      assertThat(failed.lastFailure().orElseThrow()).contains("planning maintenance");
      assertThat(failed.lastSuccessAt()).isEmpty();
      assertThat(failed.isRunning()).isTrue();

      database.execute("alter table hidden rename to partition_state");
      clock.advance(Duration.ofHours(1));

      MaintenanceStatus better = awaitRuns(schedule, 2);
      assertThat(better.lastFailure()).isEmpty();
      assertThat(better.lastReport().orElseThrow().outcome())
          .isEqualTo(MaintenanceReport.Outcome.DONE);
    }
  }

  @Test
  void aStepThatFailedShowsInTheStatus() {
    database.execute("create table market_data_y2024m07 (like market_data)");
    try (ScheduledMaintenance schedule =
        entasis.partitions().maintainEvery(Duration.ofHours(1), TICKS)) {
      MaintenanceStatus status = awaitRuns(schedule, 1);

      assertThat(status.lastFailure().orElseThrow())
          .startsWith("FAILED CREATE market_data_y2024m07");
      assertThat(Months.attached(database)).hasSize(3);
    }
  }

  @Test
  void aListenerThatThrowsEndsTheRunOnly() {
    MaintenanceListener broken = new MaintenanceListener() {
      @Override
      public void began(MaintenanceStep step) {
        throw new IllegalStateException("broken listener");
      }
    };
    try (ScheduledMaintenance schedule =
        entasis.partitions().maintainEvery(Duration.ofHours(1), TICKS, broken)) {
      assertThat(awaitRuns(schedule, 1).lastFailure()).contains("broken listener");
      clock.advance(Duration.ofHours(1));
      assertThat(awaitRuns(schedule, 2).isRunning()).isTrue();
    }
  }

  @Test
  void anErrorIsReportedAndTheNextTurnComes() {
    MaintenanceListener broken = new MaintenanceListener() {
      @Override
      public void began(MaintenanceStep step) {
        throw new StackOverflowError();
      }
    };
    try (ScheduledMaintenance schedule =
        entasis.partitions().maintainEvery(Duration.ofHours(1), TICKS, broken)) {
      assertThat(awaitRuns(schedule, 1).lastFailure()).contains("java.lang.StackOverflowError");
      clock.advance(Duration.ofHours(1));
      assertThat(awaitRuns(schedule, 2).isRunning()).isTrue();
    }
  }

  @Test
  void closingEndsItsThread() {
    AtomicReference<Thread> thread = new AtomicReference<>();
    MaintenanceListener listener = new MaintenanceListener() {
      @Override
      public void began(MaintenanceStep step) {
        thread.set(Thread.currentThread());
      }
    };
    ScheduledMaintenance schedule =
        entasis.partitions().maintainEvery(Duration.ofDays(1), TICKS, listener);
    awaitRuns(schedule, 1);
    Thread worker = Objects.requireNonNull(thread.get());
    assertThat(worker.isDaemon()).isTrue();

    schedule.close();
    schedule.close();

    assertThat(schedule.status().isRunning()).isFalse();
    assertThat(worker.isAlive()).isFalse();
    clock.advanceDays(100);
    assertThat(schedule.status().runs()).isEqualTo(1);
  }

  @Test
  void closingTheDoorEndsItToo() {
    ScheduledMaintenance schedule = entasis.partitions().maintainEvery(Duration.ofDays(1), TICKS);
    awaitRuns(schedule, 1);

    entasis.close();

    assertThat(schedule.status().isRunning()).isFalse();
    database.assertNoOpenConnections();
  }

  /** What is started while the door closes is either refused or ended with the rest. */
  @Test
  void noneOutlivesTheDoorThatClosesMeanwhile() throws Exception {
    entasis.close();
    for (int round = 0; round < 20; round++) {
      Entasis closing = Months.open(database, clock);
      CountDownLatch before = new CountDownLatch(round % 4);
      CompletableFuture<List<ScheduledMaintenance>> starting =
          Beside.supply(() -> startSome(closing, before));
      assertThat(before.await(1, TimeUnit.MINUTES)).isTrue();
      closing.close();

      assertThat(starting.get(60, TimeUnit.SECONDS))
          .hasSizeGreaterThanOrEqualTo(round % 4)
          .allMatch(schedule -> !schedule.status().isRunning());
    }
    database.assertNoOpenConnections();
  }

  private static List<ScheduledMaintenance> startSome(Entasis closing, CountDownLatch started) {
    List<ScheduledMaintenance> schedules = new ArrayList<>();
    try {
      for (int number = 0; number < 5; number++) {
        schedules.add(closing.partitions().maintainEvery(Duration.ofDays(1), TICKS));
        started.countDown();
      }
    } catch (ClosedException e) {
      assertThat(e).hasMessageContaining("closed");
    }
    return schedules;
  }

  @Test
  void intervalsHaveBounds() {
    assertThatThrownBy(() -> entasis.partitions().maintainEvery(Duration.ofMillis(999), TICKS))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> entasis.partitions().maintainEvery(Duration.ofDays(367), TICKS))
        .isInstanceOf(InvalidInputException.class);
  }

  private static MaintenanceStatus awaitRuns(ScheduledMaintenance schedule, long runs) {
    return await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(schedule::status, status -> status.runs() >= runs);
  }
}
