package io.entasis.internal.lifecycle;

import io.entasis.internal.partition.PartitionDdl;
import io.entasis.partition.PartitionKey;
import io.entasis.partition.PartitionState;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Makes a partition for rows to come, in one transaction. */
record Creating(Upkeep upkeep) implements StepWork {

  @Override
  public Ended take(TableForm form, PartitionKey target) {
    return upkeep.patiently(
        "making " + target.name(), connection -> create(connection, form, target));
  }

  private Ended create(Connection connection, TableForm form, PartitionKey target)
      throws SQLException {
    PartitionDdl ddl = new PartitionDdl(upkeep.sql(), form.name());
    ddl.lock(connection);
    TableSurvey survey = TableSurvey.of(connection, upkeep.records(), form);
    Optional<Part> there = survey.attached().stream()
        .filter(part -> part.range().overlaps(target.range()))
        .findFirst();
    if (there.isPresent()) {
      return Ended.notNeeded("there is " + there.get().name());
    }
    if (survey.floor().filter(target.range().from()::isBefore).isPresent()) {
      return Ended.leftOut("it lies below the raw floor");
    }
    ddl.create(connection, target);
    upkeep.records().note(connection, target, PartitionState.ATTACHED);
    return Ended.done("");
  }
}
