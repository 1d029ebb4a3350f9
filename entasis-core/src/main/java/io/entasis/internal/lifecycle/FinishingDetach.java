package io.entasis.internal.lifecycle;

import io.entasis.internal.lifecycle.Part.Tie;
import io.entasis.partition.PartitionKey;
import io.entasis.partition.PartitionState;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Finishes a detach that ended half-way, or that was not noted any more. */
record FinishingDetach(Upkeep upkeep) implements StepWork {

  @Override
  public Ended take(TableForm form, PartitionKey target) {
    TableSurvey survey = upkeep.survey(form);
    Optional<Part> part = survey.find(target.name());
    boolean ours = survey
        .record(target.name())
        .filter(record -> record.state() == PartitionState.DETACHING)
        .isPresent();
    if (part.filter(found -> found.tie() == Tie.HALF_DETACHED).isPresent()) {
      finish(form, target, part.get(), ours);
      return Ended.done(ours ? "" : "the detach was begun by somebody else; the table is left");
    }
    if (ours && part.filter(found -> found.tie() == Tie.LOOSE).isPresent()) {
      upkeep.patiently("noting a detach", connection -> note(connection, target));
      return Ended.done("it was detached and not noted");
    }
    return Ended.notNeeded("no detach is under way");
  }

  /** Waits for queries that may still read the partition. */
  void finish(TableForm form, PartitionKey target, Part part, boolean ours) {
    upkeep.patiently("finishing the detach of " + target.name(), connection -> {
      try (Statement statement = connection.createStatement()) {
        statement.execute("alter table " + upkeep.sql().name(form.name()) + " detach partition "
            + upkeep.sql().name(target.name()) + " finalize");
      }
      if (!part.isSealed()) {
        UnseenRows.enter(connection, upkeep.sql(), form, target);
      }
      if (ours) {
        upkeep.records().note(connection, target, PartitionState.DETACHED);
      }
      upkeep.changes().rowsCameOrWent(connection, target);
      return true;
    });
  }

  /** What was detached outside of a transaction. */
  boolean note(Connection connection, PartitionKey target) throws SQLException {
    upkeep.records().note(connection, target, PartitionState.DETACHED);
    upkeep.changes().rowsCameOrWent(connection, target);
    return true;
  }
}
