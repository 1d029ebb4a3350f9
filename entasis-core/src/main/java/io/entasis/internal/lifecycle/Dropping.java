package io.entasis.internal.lifecycle;

import io.entasis.error.NotFoundException;
import io.entasis.error.RetryableException;
import io.entasis.internal.db.Lease;
import io.entasis.internal.lifecycle.Part.Tie;
import io.entasis.internal.partition.PartitionRecord;
import io.entasis.partition.ArchiveCorruptException;
import io.entasis.partition.ArchivedCopy;
import io.entasis.partition.ContentDigest;
import io.entasis.partition.MaintenanceStep;
import io.entasis.partition.PartitionArchive;
import io.entasis.partition.PartitionKey;
import io.entasis.partition.PartitionState;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Drops a detached partition after the grace period, once the archive still holds what was archived and the table does too. */
record Dropping(Upkeep upkeep, MaintenanceStep step) implements StepWork {

  @Override
  public Ended take(TableForm form, PartitionKey target) {
    TableSurvey survey = upkeep.survey(form);
    Optional<PartitionRecord> record = survey
        .record(target.name())
        .filter(found -> survey.stateOf(found) == PartitionState.DETACHED);
    if (record.isEmpty()) {
      return Ended.notNeeded("it is not detached");
    }
    if (survey.find(target.name()).isEmpty()) {
      upkeep.patiently("noting a drop", connection -> noteDropped(connection, target));
      return Ended.notNeeded("somebody else has dropped it");
    }
    Instant graceEnds = record.get().since().plus(upkeep.policy().grace());
    if (upkeep.clock().instant().isBefore(graceEnds)) {
      return Ended.leftOut("its grace period ends at " + graceEnds);
    }
    Optional<ArchivedCopy> copy = record.get().archive();
    Optional<String> objection = objection(form, target, copy);
    if (objection.isPresent()) {
      return Ended.leftOut(objection.get());
    }
    copy.ifPresent(
        known -> upkeep.policy().archive().ifPresent(archive -> check(archive, target, known)));
    return drop(form, target, copy);
  }

  /** Nothing is dropped that is not proved to be elsewhere, unless the policy says so. */
  private Optional<String> objection(
      TableForm form, PartitionKey target, Optional<ArchivedCopy> copy) {
    if (!upkeep.policy().drops()) {
      return Optional.of("the policy names no archive, and drops nothing that is not in one");
    }
    if (upkeep.policy().dropsUnarchived()) {
      return Optional.empty();
    }
    return copy.isEmpty()
        ? Optional.of("it is not archived")
        : upkeep
            .session()
            .outside(
                "looking at " + target.name(),
                connection ->
                    StoredColumns.difference(connection, upkeep.sql(), form, target.name()));
  }

  /** The archive may have lost it meanwhile; then it has to go there again. */
  private void check(PartitionArchive archive, PartitionKey target, ArchivedCopy copy) {
    try {
      archive.verify(
          new NotedEntry(archive, target, copy).get(), new ToListener(upkeep.listener(), step));
    } catch (ArchiveCorruptException | NotFoundException e) {
      forgetArchive(target);
      throw e;
    }
  }

  private void forgetArchive(PartitionKey target) {
    upkeep.patiently("noting a difference", connection -> {
      upkeep.records().forgetArchive(connection, target);
      return true;
    });
  }

  private Ended drop(TableForm form, PartitionKey target, Optional<ArchivedCopy> copy) {
    boolean dropped = upkeep.patiently(
        "dropping " + target.name(), connection -> drop(connection, form, target, copy));
    if (!dropped) {
      forgetArchive(target);
      throw new ArchiveCorruptException(
          target.name(),
          List.of("the table is not what was archived; it stays, and is archived again"));
    }
    return Ended.done("");
  }

  /** Nobody can write between the comparison and the drop; only the drop itself keeps those away who look at its size. */
  private boolean drop(
      Connection connection, TableForm form, PartitionKey target, Optional<ArchivedCopy> copy)
      throws SQLException {
    String table = upkeep.sql().name(target.name());
    try (Statement statement = connection.createStatement()) {
      statement.execute("lock table only " + table + " in share mode");
      if (copy.isPresent()
          && !digest(connection, form, target).equals(copy.get().content())) {
        return false;
      }
      statement.execute("lock table only " + table + " in access exclusive mode");
      checkLoose(connection, form, target);
      statement.execute("drop table " + table);
    }
    upkeep.changes().rowsCameOrWent(connection, target);
    return noteDropped(connection, target);
  }

  private ContentDigest digest(Connection connection, TableForm form, PartitionKey target) {
    return new PartitionContent(upkeep.sql(), form, target.name())
        .digest(new Borrowed(connection), upkeep.listener()::isCancelled);
  }

  private void checkLoose(Connection connection, TableForm form, PartitionKey target)
      throws SQLException {
    boolean loose = TableSurvey.of(connection, upkeep.records(), form)
        .find(target.name())
        .filter(part -> part.tie() == Tie.LOOSE)
        .isPresent();
    if (!loose) {
      throw new RetryableException(target.name() + " was attached meanwhile");
    }
  }

  private boolean noteDropped(Connection connection, PartitionKey target) throws SQLException {
    upkeep.records().note(connection, target, PartitionState.DROPPED);
    return true;
  }

  /**
   * The connection of a transaction that goes on.
   *
   * @param connection the connection
   */
  private record Borrowed(Connection connection) implements Lease {

    @Override
    public void checkOpen() {
      // the transaction is open
    }

    @Override
    public void close() {
      // the transaction goes on
    }
  }
}
