package io.entasis.internal.lifecycle;

import io.entasis.partition.MaintenancePolicy;
import io.entasis.partition.MaintenanceStep;
import io.entasis.partition.PartitionKey;
import io.entasis.partition.PartitionState;
import io.entasis.partition.StepKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What has become too old, oldest first.
 *
 * @param survey what there is
 * @param policy what is to be kept
 * @param sealCut what ends by then is sealed
 * @param cut what ends by then leaves
 */
record Departures(
    TableSurvey survey,
    MaintenancePolicy policy,
    Optional<Instant> sealCut,
    Optional<Instant> cut) {

  List<MaintenanceStep> steps() {
    List<MaintenanceStep> steps = new ArrayList<>();
    for (Part part : survey.attached()) {
      boolean leaves = endsBy(part, cut);
      if (!leaves && !endsBy(part, sealCut)) {
        continue;
      }
      PartitionKey key = survey.key(part);
      if (!isSealedAndNoted(part)) {
        steps.add(Planner.step(StepKind.SEAL, key, leaves ? leaving() : sealing()));
      }
      if (leaves && survey.isRegular(part)) {
        steps.addAll(leaving(part, key));
      }
    }
    return steps;
  }

  /** Of what was detached before. */
  static List<MaintenanceStep> drops(TableSurvey survey, MaintenancePolicy policy, Instant now) {
    List<MaintenanceStep> steps = new ArrayList<>();
    for (PartitionRecord record : survey.detached()) {
      if (policy.archive().isPresent() && record.archive().isEmpty()) {
        steps.add(Planner.step(StepKind.ARCHIVE, record.key(), "it was detached without"));
      }
      boolean over = !now.isBefore(record.since().plus(policy.grace()));
      if (over && record.state() == PartitionState.DETACHED) {
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
    steps.add(Planner.step(StepKind.DETACH, key, leaving()));
    if (policy.grace().isZero()) {
      steps.add(Planner.step(StepKind.DROP, key, "there is no time of grace"));
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

  private static boolean endsBy(Part part, Optional<Instant> cut) {
    return cut.filter(instant -> !part.range().to().isAfter(instant)).isPresent();
  }

  private String leaving() {
    return "rows are kept for " + policy.retainRaw().get() + ", it ends by " + cut.get();
  }

  private String sealing() {
    return "partitions are sealed after " + policy.sealAfter().get() + ", it ends by "
        + sealCut.get();
  }
}
