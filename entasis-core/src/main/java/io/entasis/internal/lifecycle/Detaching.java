package io.entasis.internal.lifecycle;

import io.entasis.error.DatabaseUnavailableException;
import io.entasis.error.EntasisException;
import io.entasis.internal.lifecycle.Part.Tie;
import io.entasis.internal.partition.PartitionRecord;
import io.entasis.partition.PartitionKey;
import io.entasis.partition.PartitionState;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Optional;

/**
 * Detaches a sealed partition without locking anybody out. The server first hides the partition from new queries and then waits for
 * older ones; when that wait ends early, the rows are hidden and the partition is still tied. So we wait for the older ones before.
 */
record Detaching(Upkeep upkeep) implements StepWork {

  @Override
  public Ended take(TableForm form, PartitionKey target) {
    TableSurvey survey = upkeep.survey(form);
    Optional<Part> part = survey.find(target.name()).filter(Part::isAttached);
    if (part.isEmpty()) {
      return Ended.notNeeded("it is not attached");
    }
    Optional<String> objection = objection(survey, part.get());
    if (objection.isPresent()) {
      return Ended.leftOut(objection.get());
    }
    PartitionState state = survey.state(part.get());
    upkeep.patiently(
        "noting a detach", connection -> note(connection, target, PartitionState.DETACHING));
    try {
      upkeep.patiently(() -> detach(form, target));
    } catch (DatabaseUnavailableException e) {
      throw e;
    } catch (EntasisException e) {
      afterFailure(form, target, state, e);
    }
    FinishingDetach finishing = new FinishingDetach(upkeep);
    upkeep.patiently("noting a detach", connection -> finishing.note(connection, target));
    return Ended.done("");
  }

  private Optional<String> objection(TableSurvey survey, Part part) {
    if (!part.isSealed()) {
      return Optional.of("it is not sealed");
    }
    if (survey.defaultPart().isPresent()) {
      return Optional.of(
          "there is a default partition, with which nothing can be detached concurrently");
    }
    Optional<Instant> restoredAt =
        survey.restoredAt(part, upkeep.clock().instant()).filter(this::isKept);
    if (restoredAt.isPresent()) {
      return Optional.of("it came back at " + restoredAt.get() + " and is kept for a while");
    }
    boolean archived =
        survey.record(part.name()).flatMap(PartitionRecord::archive).isPresent();
    return upkeep.policy().archive().isPresent() && !archived
        ? Optional.of("it is not archived")
        : Optional.empty();
  }

  /** A plan may be older than a restore. */
  private boolean isKept(Instant restoredAt) {
    return Planner.cut(upkeep.clock().instant(), upkeep.policy().retainRaw())
        .filter(restoredAt::isAfter)
        .isPresent();
  }

  private boolean note(Connection connection, PartitionKey target, PartitionState state)
      throws SQLException {
    upkeep.records().note(connection, target, state);
    return true;
  }

  private boolean detach(TableForm form, PartitionKey target) {
    return upkeep.session().outside("detaching " + target.name(), connection -> {
      new TableUsers(upkeep).await(connection, form.name());
      try (Statement statement = connection.createStatement()) {
        statement.execute("alter table " + upkeep.sql().name(form.name()) + " detach partition "
            + upkeep.sql().name(target.name()) + " concurrently");
      }
      return true;
    });
  }

  /** Half-way, it is finished; otherwise the partition is as it was. */
  private void afterFailure(
      TableForm form, PartitionKey target, PartitionState state, EntasisException failure) {
    Optional<Part> part = upkeep.survey(form).find(target.name());
    if (part.filter(found -> found.tie() == Tie.HALF_DETACHED).isPresent()) {
      new FinishingDetach(upkeep).finish(form, target, part.get(), true);
      return;
    }
    upkeep.patiently("noting a detach", connection -> note(connection, target, state));
    throw failure;
  }
}
