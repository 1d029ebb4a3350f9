package io.entasis.internal.lifecycle;

import io.entasis.internal.partition.PartitionRecord;
import io.entasis.internal.partition.PartitionSeals;
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
    if (!part.get().isSealed()) {
      catchUp(form, target.range().to());
      Optional<String> open = upkeep.patiently(
          "sealing " + target.name(), connection -> seal(connection, form, target));
      if (open.isPresent()) {
        return Ended.leftOut("the earlier " + open.get() + " is not sealed");
      }
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

  /** Gives the earlier partition that is open, and does nothing then. */
  private Optional<String> seal(Connection connection, TableForm form, PartitionKey target)
      throws SQLException {
    Instant end = target.range().to();
    Optional<String> open;
    if (form.feedsBars()) {
      open = new Freezing(upkeep.database()).seal(connection, target.name(), end);
    } else {
      new RawFloor(upkeep.sql(), form.name()).lock(connection);
      open = new PartitionSeals(upkeep.sql(), form.name())
          .seal(connection, target.name(), end, PartitionSeals.Work.NOTHING);
    }
    if (open.isEmpty()) {
      upkeep.records().note(connection, target, PartitionState.ATTACHED);
      upkeep.records().forgetArchive(connection, target);
    }
    return open;
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
