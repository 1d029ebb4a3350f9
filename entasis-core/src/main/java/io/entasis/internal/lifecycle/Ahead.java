package io.entasis.internal.lifecycle;

import io.entasis.market.TimeRange;
import io.entasis.partition.MaintenancePolicy;
import io.entasis.partition.MaintenanceStep;
import io.entasis.partition.PartitionKey;
import io.entasis.partition.StepKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Partitions for rows to come: that of the present and some after it. What was missed while nobody maintained is past, and a writer that
 * has rows for it makes it.
 */
record Ahead(TableSurvey survey, MaintenancePolicy policy, Instant now) {

  List<MaintenanceStep> steps() {
    List<MaintenanceStep> steps = new ArrayList<>();
    PartitionKey partition = survey.layout().at(now);
    for (int number = 0; number <= policy.createAhead(); number++) {
      if (isMissing(partition.range())) {
        steps.add(Planner.step(StepKind.CREATE, partition, reason(number)));
      }
      partition = survey.layout().after(partition);
    }
    return steps;
  }

  private String reason(int number) {
    return number == 0
        ? "rows of the present belong there"
        : policy.createAhead() + " partitions are kept ahead, this is number " + number;
  }

  private boolean isMissing(TimeRange range) {
    boolean taken = survey.attached().stream().anyMatch(part -> part.range().overlaps(range));
    boolean frozen = survey.floor().filter(range.from()::isBefore).isPresent();
    return !taken && !frozen;
  }
}
