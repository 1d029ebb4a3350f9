package io.entasis.internal.lifecycle;

import io.entasis.internal.partition.PartitionRecord;
import io.entasis.partition.MaintenancePolicy;
import io.entasis.partition.MaintenanceStep;
import io.entasis.partition.PartitionKey;
import io.entasis.partition.PartitionState;
import io.entasis.partition.StepKind;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What has become too old, oldest first.
 *
 * @param survey what there is
 * @param policy what is to be kept
 * @param now the present
 * @param reference the instant from which ages count back
 */
record Departures(
    TableSurvey survey, MaintenancePolicy policy, Instant now, Optional<Instant> reference) {

  List<MaintenanceStep> steps() {
    Set<Part> due = dueToBeSealed();
    List<MaintenanceStep> steps = new ArrayList<>();
    for (Part part : survey.attached()) {
      boolean leaves = leaves(part);
      PartitionKey key = survey.key(part);
      if (due.contains(part) && !isSealedAndNoted(part)) {
        steps.add(Planner.step(StepKind.SEAL, key, leaves ? leaving(part) : sealing(part)));
      }
      if (leaves && survey.isRegular(part)) {
        steps.addAll(leaving(part, key));
      }
    }
    return steps;
  }

  /** Latest first, since everything before an instant is sealed when what ends there is. */
  private Set<Part> dueToBeSealed() {
    List<Part> attached = survey.attached();
    Set<Part> due = new HashSet<>();
    boolean isLaterDue = false;
    for (int index = attached.size() - 1; index >= 0; index--) {
      Part part = attached.get(index);
      if (isLaterDue || leaves(part) || isOldEnough(part)) {
        due.add(part);
        isLaterDue = isLaterDue || !part.isSealed();
      }
    }
    return due;
  }

  /** One that was made writable again is meant to be written, for as long as it stays. */
  private boolean isOldEnough(Part part) {
    boolean isReopened = !part.isSealed() && survey.restoredAt(part, now).isPresent();
    return !isReopened && isOver(part.range().to(), policy.sealAfter());
  }

  private boolean leaves(Part part) {
    Instant end = part.range().to();
    Instant since = survey.restoredAt(part, now).filter(end::isBefore).orElse(end);
    return isOver(since, policy.retainRaw());
  }

  private boolean isOver(Instant since, Optional<Period> age) {
    return reference
        .flatMap(instant -> Planner.cut(instant, age))
        .filter(cut -> !since.isAfter(cut))
        .isPresent();
  }

  /** Of what was detached before. */
  static List<MaintenanceStep> drops(TableSurvey survey, MaintenancePolicy policy, Instant now) {
    List<MaintenanceStep> steps = new ArrayList<>();
    for (PartitionRecord record : survey.detached()) {
      if (policy.archive().isPresent() && record.archive().isEmpty()) {
        steps.add(Planner.step(StepKind.ARCHIVE, record.key(), "it was detached without"));
      }
      boolean over = !now.isBefore(record.since().plus(policy.grace()));
      if (policy.drops() && over && record.state() == PartitionState.DETACHED) {
        steps.add(
            Planner.step(StepKind.DROP, record.key(), "it was detached at " + record.since()));
      }
    }
    return steps;
  }

  private List<MaintenanceStep> leaving(Part part, PartitionKey key) {
    List<MaintenanceStep> steps = new ArrayList<>();
    if (policy.archive().isPresent() && (!part.isSealed() || !isArchived(part))) {
      steps.add(Planner.step(StepKind.ARCHIVE, key, "it is archived before it leaves"));
    }
    steps.add(Planner.step(StepKind.DETACH, key, leaving(part)));
    if (policy.drops() && policy.grace().isZero()) {
      steps.add(Planner.step(StepKind.DROP, key, "there is no grace period"));
    }
    return steps;
  }

  private boolean isSealedAndNoted(Part part) {
    return part.isSealed()
        && survey
            .record(part.name())
            .filter(record -> record.state() != PartitionState.ATTACHED)
            .isPresent();
  }

  private boolean isArchived(Part part) {
    return survey.record(part.name()).flatMap(PartitionRecord::archive).isPresent();
  }

  private String leaving(Part part) {
    String kept = "rows are kept for " + policy.retainRaw().get();
    return survey
        .restoredAt(part, now)
        .map(since -> kept + ", it came back at " + since)
        .orElse(kept);
  }

  private String sealing(Part part) {
    return policy
        .sealAfter()
        .filter(age -> isOldEnough(part))
        .map(age -> "partitions are sealed after " + age)
        .orElse("a later one is sealed");
  }
}
