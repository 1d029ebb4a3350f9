package io.entasis.internal.lifecycle;

import io.entasis.internal.partition.PartitionRecord;
import io.entasis.partition.ArchivedCopy;
import io.entasis.partition.PartitionKey;
import io.entasis.partition.PartitionState;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Notes partitions that were attached again by hand after they had left: they stay as long as one that was restored. */
record ComingBack(Upkeep upkeep) {

  void noteAll(TableForm form) {
    TableSurvey survey = upkeep.survey(form);
    survey.parts().stream()
        .filter(survey::hasComeBack)
        .forEach(part -> upkeep.patiently(
            "noting " + part.name(), connection -> note(connection, survey, part)));
  }

  private boolean note(Connection connection, TableSurvey survey, Part part) throws SQLException {
    PartitionKey key = survey.key(part);
    upkeep.records().restored(connection, key, copy(survey, part));
    upkeep.changes().rowsCameOrWent(connection, key);
    return true;
  }

  /** A table that was kept and is still sealed holds what it held; one of which only the name is left may hold anything. */
  private static Optional<ArchivedCopy> copy(TableSurvey survey, Part part) {
    return survey
        .record(part.name())
        .filter(record -> part.isSealed() && record.state() == PartitionState.DETACHED)
        .flatMap(PartitionRecord::archive);
  }
}
