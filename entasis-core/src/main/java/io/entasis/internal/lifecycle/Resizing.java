package io.entasis.internal.lifecycle;

import io.entasis.internal.db.Database;
import io.entasis.internal.db.Lease;
import io.entasis.internal.db.SqlErrors;
import io.entasis.internal.partition.PartitionDdl;
import io.entasis.internal.partition.PartitionLayout;
import io.entasis.internal.partition.PartitionRecords;
import io.entasis.partition.PartitionSize;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/** Lets partitions of another size be made, from where the present ones end. */
final class Resizing {

  private static final String DOING = "changing the size of partitions";
  private static final String SETTINGS =
      "set transaction isolation level read committed; set local lock_timeout = '10s'";

  private final Database database;
  private final TableForm form;

  Resizing(Database database, TableForm form) {
    this.database = database;
    this.form = form;
  }

  /** Gives the instant from which the size counts. */
  Instant to(PartitionSize size) {
    try (Lease lease = database.sessions().lease(DOING, SETTINGS)) {
      Instant from = to(lease.connection(), size);
      lease.connection().commit();
      return from;
    } catch (SQLException e) {
      throw SqlErrors.translate(DOING, e);
    }
  }

  /** Nobody makes partitions meanwhile. */
  private Instant to(Connection connection, PartitionSize size) throws SQLException {
    new PartitionDdl(database.sql(), form.name()).lock(connection);
    PartitionRecords records = new PartitionRecords(database.sql(), database.clock());
    TableSurvey survey = TableSurvey.of(connection, records, form);
    PartitionLayout layout = survey.layout();
    Instant from = nextFree(survey, database.clock().instant());
    boolean counts =
        layout.sizeAt(from) == size && layout.sizes().tailMap(from, false).isEmpty();
    if (!counts) {
      layout.change(connection, database.sql(), from, size);
      keep(connection, survey, from, size);
    }
    return from;
  }

  /** Partitions beyond a gap stay what they are: their own sizes count for their time. */
  private void keep(Connection connection, TableSurvey survey, Instant from, PartitionSize size)
      throws SQLException {
    PartitionLayout layout = survey.layout();
    for (Part part : survey.regular()) {
      Instant start = part.range().from();
      if (!start.isBefore(from) && layout.sizeAt(start) != size) {
        layout.change(connection, database.sql(), start, layout.sizeAt(start));
        layout.change(connection, database.sql(), part.range().to(), size);
      }
    }
  }

  /** Where the partitions of the present and after it end; without any, where that of the present would begin. */
  private static Instant nextFree(TableSurvey survey, Instant now) {
    Instant covered = survey.coveredFrom(now);
    if (covered.isAfter(now)) {
      return covered;
    }
    Instant start = survey.layout().at(now).range().from();
    return survey.attached().stream()
        .map(part -> part.range().to())
        .filter(end -> end.isAfter(start) && !end.isAfter(now))
        .max(Instant::compareTo)
        .orElse(start);
  }
}
