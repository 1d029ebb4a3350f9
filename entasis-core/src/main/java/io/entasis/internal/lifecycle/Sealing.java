package io.entasis.internal.lifecycle;

import io.entasis.internal.partition.PartitionGuard;
import io.entasis.internal.partition.RawFloor;
import io.entasis.internal.rollup.Freezing;
import io.entasis.partition.PartitionKey;
import io.entasis.partition.PartitionState;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Optional;

/** Seals a partition, with everything earlier already sealed, and freezes its rows. */
record Sealing(Upkeep upkeep) implements StepWork {

  @Override
  public Ended take(TableForm form, PartitionKey target) {
    TableSurvey survey = upkeep.survey(form);
    Optional<Part> part = survey.find(target.name()).filter(Part::isAttached);
    if (part.isEmpty()) {
      return Ended.notNeeded("it is not attached");
    }
    Instant end = target.range().to();
    Optional<Part> open = survey.attached().stream()
        .filter(earlier -> !earlier.isSealed() && earlier.range().to().isBefore(end))
        .findFirst();
    if (open.isPresent()) {
      return Ended.leftOut("the earlier " + open.get().name() + " is not sealed");
    }
    if (!part.get().isSealed()) {
      catchUp(form, end);
      upkeep.patiently("sealing " + target.name(), connection -> seal(connection, form, target));
    }
    vacuum(target);
    upkeep.patiently("noting a seal", connection -> note(connection, target));
    return Ended.done("");
  }

  /** What the lock would have to wait for. */
  private void catchUp(TableForm form, Instant end) {
    if (form.feedsBars()) {
      Freezing freezing = new Freezing(upkeep.database());
      while (upkeep.patiently(
          "bringing bars up to date", connection -> freezing.catchUp(connection, end))) {
        // until nothing is left
      }
    }
  }

  private boolean seal(Connection connection, TableForm form, PartitionKey target)
      throws SQLException {
    if (form.feedsBars()) {
      new Freezing(upkeep.database())
          .seal(connection, target.name(), target.range().to());
    } else {
      PartitionGuard guard = new PartitionGuard(upkeep.sql(), form.name());
      guard.lockWriters(connection, target.name());
      new RawFloor(upkeep.sql(), form.name()).raise(connection, target.range().to());
      guard.seal(connection, target.name());
    }
    upkeep.records().note(connection, target, PartitionState.ATTACHED);
    upkeep.records().forgetArchive(connection, target);
    return true;
  }

  private boolean note(Connection connection, PartitionKey target) throws SQLException {
    boolean archived = Optional.ofNullable(
            upkeep.records().of(connection, target.table()).get(target.name()))
        .flatMap(PartitionRecord::archive)
        .isPresent();
    upkeep
        .records()
        .note(connection, target, archived ? PartitionState.ARCHIVED : PartitionState.SEALED);
    return true;
  }

  /** No row changes any more, so this is the last time. Cutting off the end of the table would lock readers out. */
  private void vacuum(PartitionKey target) {
    upkeep.patiently(() -> upkeep.session().outside("freezing " + target.name(), connection -> {
      try (Statement statement = connection.createStatement()) {
        return statement.execute(
            "vacuum (freeze, analyze, truncate false) " + upkeep.sql().name(target.name()));
      }
    }));
  }
}
