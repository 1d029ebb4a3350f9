package io.entasis.internal.lifecycle;

import io.entasis.error.InvalidInputException;
import io.entasis.internal.partition.PartitionDdl;
import io.entasis.internal.partition.PartitionGuard;
import io.entasis.partition.PartitionKey;
import io.entasis.partition.PartitionState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Moves the rows of a default partition into partitions of their own and detaches it, in one transaction: at every moment each row shows
 * once. The table of the default partition stays, empty, for it is not ours to drop.
 *
 * <p>Writers are locked out first and readers last. The other way round, a writer that waits for the default partition would hold the
 * table that we wait for.
 */
record DrainingDefault(Upkeep upkeep) implements StepWork {

  private static final String CHECK = "entasis_bounds";

  @Override
  public Ended take(TableForm form, PartitionKey target) {
    return upkeep.patiently("draining " + target.name(), connection -> {
      PartitionDdl ddl = new PartitionDdl(upkeep.sql(), form.name());
      ddl.lock(connection);
      run(connection, "lock table only {parent} in share row exclusive mode", form, "");
      TableSurvey survey = TableSurvey.of(connection, upkeep.records(), form);
      Optional<Part> part = survey.defaultPart();
      return part.isEmpty()
          ? Ended.notNeeded("there is no default partition")
          : drain(connection, survey, ddl, part.get().name());
    });
  }

  private Ended drain(Connection connection, TableSurvey survey, PartitionDdl ddl, String emptied)
      throws SQLException {
    TableForm form = survey.form();
    new PartitionGuard(upkeep.sql(), form.name()).lockWriters(connection, emptied);
    Collection<PartitionKey> partitions = partitions(connection, survey, emptied);
    long rows = 0;
    for (PartitionKey partition : partitions) {
      ddl.makeIndexed(connection, partition.name());
      rows += copy(connection, form, emptied, partition);
      UnseenRows.enter(connection, upkeep.sql(), form, partition);
    }
    run(connection, "alter table {parent} detach partition {table}", form, emptied);
    for (PartitionKey partition : partitions) {
      attach(connection, survey, ddl, partition);
    }
    run(
        connection,
        "alter table {table} disable trigger user; truncate only {table}",
        form,
        emptied);
    return Ended.done(rows + " rows moved into "
        + partitions.stream().map(PartitionKey::name).toList() + "; " + emptied
        + " is detached and empty");
  }

  /** The partitions that its rows belong to, by time. */
  private Collection<PartitionKey> partitions(
      Connection connection, TableSurvey survey, String emptied) throws SQLException {
    SortedMap<Instant, PartitionKey> partitions = new TreeMap<>();
    for (Instant day : days(connection, emptied)) {
      PartitionKey partition = survey.layout().at(day);
      Optional<Part> other = survey.attached().stream()
          .filter(part -> part.range().overlaps(partition.range()))
          .findFirst();
      if (other.isPresent()) {
        throw new InvalidInputException("rows of " + emptied + " belong into " + partition
            + ", part of which " + other.get().name() + " covers");
      }
      partitions.put(partition.range().from(), partition);
    }
    return partitions.values();
  }

  private List<Instant> days(Connection connection, String emptied) throws SQLException {
    String text =
        "select distinct date_trunc('day', timestamp at time zone 'UTC') at time zone 'UTC' as day,"
            + " isfinite(timestamp) from only " + upkeep.sql().name(emptied) + " order by day";
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(text)) {
      List<Instant> days = new ArrayList<>();
      while (rows.next()) {
        if (!rows.getBoolean(2)) {
          throw new InvalidInputException(
              emptied + " holds rows at no finite time, which no partition takes");
        }
        days.add(rows.getObject(1, OffsetDateTime.class).toInstant());
      }
      return days;
    }
  }

  /** The check, which holds for an empty table, spares the reading of all rows when it is attached. */
  private long copy(Connection connection, TableForm form, String emptied, PartitionKey partition)
      throws SQLException {
    String within = "timestamp >= " + PartitionDdl.bound(partition.range().from())
        + " and timestamp < " + PartitionDdl.bound(partition.range().to());
    run(
        connection,
        "alter table {table} add constraint " + CHECK + " check (" + within + ")",
        form,
        partition.name());
    try (Statement statement = connection.createStatement()) {
      return statement.executeLargeUpdate("insert into " + upkeep.sql().name(partition.name())
          + " (" + form.columns() + ") select " + form.columns() + " from only "
          + upkeep.sql().name(emptied) + " where " + within);
    }
  }

  /** What lies below the raw floor can change no more, wherever it comes from. */
  private void attach(
      Connection connection, TableSurvey survey, PartitionDdl ddl, PartitionKey partition)
      throws SQLException {
    ddl.attach(connection, partition);
    run(
        connection,
        "alter table {table} drop constraint " + CHECK,
        survey.form(),
        partition.name());
    if (survey.floor().filter(partition.range().from()::isBefore).isPresent()) {
      new PartitionGuard(upkeep.sql(), survey.form().name()).seal(connection, partition.name());
    }
    upkeep.records().note(connection, partition, PartitionState.ATTACHED);
    upkeep.records().forgetArchive(connection, partition);
    upkeep.changes().rowsCameOrWent(connection, partition);
  }

  private void run(Connection connection, String text, TableForm form, String table)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(text.replace("{parent}", upkeep.sql().name(form.name()))
          .replace("{table}", upkeep.sql().name(table)));
    }
  }
}
