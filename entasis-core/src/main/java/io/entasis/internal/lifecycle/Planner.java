package io.entasis.internal.lifecycle;

import io.entasis.internal.db.Sql;
import io.entasis.internal.lifecycle.Part.Tie;
import io.entasis.internal.partition.PartitionRecords;
import io.entasis.internal.rollup.Level;
import io.entasis.internal.rollup.Levels;
import io.entasis.market.TimeRange;
import io.entasis.partition.MaintenancePolicy;
import io.entasis.partition.MaintenanceStep;
import io.entasis.partition.PartitionKey;
import io.entasis.partition.PartitionedTable;
import io.entasis.partition.StepKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds what is to be done, on one connection. */
final class Planner {

  private final Connection connection;
  private final PartitionRecords records;
  private final MaintenancePolicy policy;
  private final Instant now;

  Planner(Connection connection, PartitionRecords records, MaintenancePolicy policy) {
    this.connection = connection;
    this.records = records;
    this.policy = policy;
    this.now = records.clock().instant();
  }

  List<MaintenanceStep> steps() throws SQLException {
    List<MaintenanceStep> steps = new ArrayList<>();
    for (PartitionedTable table : PartitionedTable.values()) {
      if (policy.tables().contains(table)) {
        steps.addAll(steps(TableSurvey.of(connection, records, TableForm.of(table))));
      }
    }
    return steps;
  }

  private List<MaintenanceStep> steps(TableSurvey survey) throws SQLException {
    List<MaintenanceStep> steps = new ArrayList<>(repairs(survey));
    steps.addAll(new Ahead(survey, policy, now).steps());
    Optional<Instant> reference = reference(survey);
    steps.addAll(new Departures(survey, policy, now, reference).steps());
    steps.addAll(Departures.drops(survey, policy, now));
    if (reference.isPresent() && survey.form().feedsBars() && survey.floor().isPresent()) {
      steps.addAll(trims(survey.floor().get(), cut(reference.get(), policy.keepRollups())));
    }
    return steps;
  }

  private List<MaintenanceStep> repairs(TableSurvey survey) {
    List<MaintenanceStep> repairs = new ArrayList<>();
    for (Part part : survey.tied(Tie.HALF_DETACHED)) {
      repairs.add(step(StepKind.FINISH_DETACH, survey.key(part), "its detach ended half-way"));
    }
    survey
        .unnotedDetaches()
        .forEach(key ->
            repairs.add(step(StepKind.FINISH_DETACH, key, "its detach was not noted any more")));
    for (Part part : survey.tied(Tie.DEFAULT)) {
      repairs.add(step(
          StepKind.DRAIN_DEFAULT, survey.key(part), "a default partition is in the way of others"));
    }
    for (Part part : survey.attached()) {
      if (!part.isGuarded() && !part.isSealed()) {
        repairs.add(step(StepKind.GUARD, survey.key(part), "it lacks triggers of its table"));
      }
    }
    return repairs;
  }

  /** Now, or the time of the newest row where that is older; nothing for a table without rows. */
  private Optional<Instant> reference(TableSurvey survey) throws SQLException {
    List<Part> attached = survey.attached();
    for (int index = attached.size() - 1; index >= 0; index--) {
      Optional<RowSpan> span = RowSpan.of(
          connection, records.sql(), survey.form(), attached.get(index).name());
      if (span.isPresent()) {
        return Optional.of(span.get().last().isBefore(now) ? span.get().last() : now);
      }
    }
    return Optional.empty();
  }

  /** What ended by then is older than the age, which counts back in the calendar of UTC. */
  static Optional<Instant> cut(Instant reference, Optional<Period> age) {
    return age.map(period -> reference.atOffset(ZoneOffset.UTC).minus(period).toInstant());
  }

  /** Bars above the raw floor are what answers are made of; below it they are all there is. */
  private List<MaintenanceStep> trims(Instant floor, Optional<Instant> cut) throws SQLException {
    List<MaintenanceStep> trims = new ArrayList<>();
    if (cut.isPresent()) {
      Instant cutoff = (cut.get().isBefore(floor) ? cut.get() : floor).truncatedTo(ChronoUnit.DAYS);
      Sql sql = records.sql();
      for (Level level : Levels.read(connection, sql).all()) {
        new OldBars(sql, level, cutoff)
            .oldest(connection)
            .ifPresent(oldest -> trims.add(step(
                StepKind.TRIM_ROLLUPS,
                new PartitionKey(level.table(), level.table(), TimeRange.of(oldest, cutoff)),
                "bars are kept for " + policy.keepRollups().get())));
      }
    }
    return trims;
  }

  static MaintenanceStep step(StepKind kind, PartitionKey target, String reason) {
    return new MaintenanceStep(kind, target, reason);
  }
}
