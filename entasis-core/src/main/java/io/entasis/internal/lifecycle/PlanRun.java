package io.entasis.internal.lifecycle;

import io.entasis.error.DatabaseUnavailableException;
import io.entasis.partition.ArchiveCancelledException;
import io.entasis.partition.MaintenanceReport;
import io.entasis.partition.MaintenanceStep;
import io.entasis.partition.PartitionKey;
import io.entasis.partition.PartitionPlan;
import io.entasis.partition.PartitionedTable;
import io.entasis.partition.StepKind;
import io.entasis.partition.StepResult;
import io.entasis.partition.StepResult.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the steps of one plan. */
final class PlanRun {

  private static final Logger LOG = LoggerFactory.getLogger(PlanRun.class);

  /** A partition on which one of these has failed is left as it is. */
  private static final Set<StepKind> DEPARTURE =
      EnumSet.of(StepKind.SEAL, StepKind.ARCHIVE, StepKind.DETACH, StepKind.DROP);

  /** These change what is read. */
  private static final Set<StepKind> MOVING = EnumSet.of(
      StepKind.FINISH_DETACH,
      StepKind.DRAIN_DEFAULT,
      StepKind.GUARD,
      StepKind.DETACH,
      StepKind.DROP,
      StepKind.TRIM_ROLLUPS);

  private final Upkeep upkeep;
  private final long startedAt = System.nanoTime();
  private final List<StepResult> results = new ArrayList<>();
  private final Set<String> stuck = new HashSet<>();

  PlanRun(Upkeep upkeep) {
    this.upkeep = upkeep;
  }

  MaintenanceReport run(PartitionPlan plan) {
    if (!upkeep.session().tryLock()) {
      return new MaintenanceReport(
          MaintenanceReport.Outcome.ELSEWHERE,
          List.of(),
          upkeep.session().holder(),
          elapsed(startedAt));
    }
    noteWhatIsThere();
    noteWhatIsToBeMade(plan);
    boolean goesOn = true;
    for (MaintenanceStep step : plan.steps()) {
      goesOn = goesOn && !isToEnd() && take(step);
    }
    boolean complete = results.stream().allMatch(PlanRun::isWell);
    return new MaintenanceReport(
        !goesOn
            ? MaintenanceReport.Outcome.ENDED_EARLY
            : complete ? MaintenanceReport.Outcome.DONE : MaintenanceReport.Outcome.INCOMPLETE,
        results,
        Optional.empty(),
        elapsed(startedAt));
  }

  private void noteWhatIsThere() {
    ComingBack comingBack = new ComingBack(upkeep);
    upkeep.policy().tables().stream().sorted().map(TableForm::of).forEach(comingBack::noteAll);
  }

  private void noteWhatIsToBeMade(PartitionPlan plan) {
    List<PartitionKey> partitions =
        plan.steps(StepKind.CREATE).stream().map(MaintenanceStep::target).toList();
    upkeep.patiently("noting a plan", connection -> {
      upkeep.records().plan(connection, partitions);
      return true;
    });
  }

  private boolean isToEnd() {
    return upkeep.listener().isCancelled() || Thread.currentThread().isInterrupted();
  }

  /** False when nothing more can be done. */
  private boolean take(MaintenanceStep step) {
    upkeep.listener().began(step);
    long began = System.nanoTime();
    StepResult result = result(step, began);
    results.add(result);
    if (MOVING.contains(step.kind())) {
      upkeep.changes().committed(step.target());
    }
    if (!isWell(result)) {
      stick(step);
    }
    upkeep.listener().ended(result);
    return result.failure().filter(PlanRun::endsAll).isEmpty();
  }

  private StepResult result(MaintenanceStep step, long began) {
    Optional<TableForm> form = formOf(step);
    if (DEPARTURE.contains(step.kind()) && isStuck(step)) {
      return result(step, Ended.leftOut("a step before it was not done"), began);
    }
    try {
      return result(step, work(step).take(form.orElseThrow(), step.target()), began);
    } catch (RuntimeException e) {
      LOG.warn("{} of {} failed: {}", step.kind(), step.target().name(), e.getMessage());
      LOG.debug("The failure", e);
      return new StepResult(
          step, Outcome.FAILED, String.valueOf(e.getMessage()), Optional.of(e), elapsed(began));
    }
  }

  private static StepResult result(MaintenanceStep step, Ended ended, long began) {
    return new StepResult(step, ended.outcome(), ended.detail(), Optional.empty(), elapsed(began));
  }

  private StepWork work(MaintenanceStep step) {
    return switch (step.kind()) {
      case FINISH_DETACH -> new FinishingDetach(upkeep);
      case DRAIN_DEFAULT -> new DrainingDefault(upkeep);
      case GUARD -> new Guarding(upkeep);
      case CREATE -> new Creating(upkeep);
      case SEAL -> new Sealing(upkeep);
      case ARCHIVE -> new Archiving(upkeep, step);
      case DETACH -> new Detaching(upkeep);
      case DROP -> new Dropping(upkeep, step);
      case TRIM_ROLLUPS -> new TrimmingBars(upkeep);
    };
  }

  /** Bars are those of ticks. */
  private static Optional<TableForm> formOf(MaintenanceStep step) {
    return step.kind() == StepKind.TRIM_ROLLUPS
        ? Optional.of(TableForm.of(PartitionedTable.MARKET_DATA))
        : Arrays.stream(PartitionedTable.values())
            .filter(table -> table.tableName().equals(step.target().table()))
            .findFirst()
            .map(TableForm::of);
  }

  /** Where a default partition stays, nothing of its table may leave; what has left before is no part of it any more. */
  private void stick(MaintenanceStep step) {
    stuck.add(
        step.kind() == StepKind.DRAIN_DEFAULT
            ? step.target().table()
            : step.target().name());
  }

  private boolean isStuck(MaintenanceStep step) {
    return stuck.contains(step.target().name())
        || (step.kind() != StepKind.DROP && stuck.contains(step.target().table()));
  }

  private static boolean isWell(StepResult result) {
    return result.outcome() == Outcome.DONE || result.outcome() == Outcome.NOT_NEEDED;
  }

  private static boolean endsAll(RuntimeException failure) {
    return failure instanceof DatabaseUnavailableException
        || failure instanceof ArchiveCancelledException;
  }

  private static Duration elapsed(long since) {
    return Duration.ofNanos(System.nanoTime() - since);
  }
}
