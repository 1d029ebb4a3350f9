package io.entasis.internal.lifecycle;

import io.entasis.error.NotFoundException;
import io.entasis.error.SchemaException;
import io.entasis.internal.db.Database;
import io.entasis.internal.lifecycle.Part.Tie;
import io.entasis.internal.partition.PartitionRecord;
import io.entasis.internal.partition.PartitionRecords;
import io.entasis.partition.PartitionInfo;
import io.entasis.partition.PartitionInfo.Storage;
import io.entasis.partition.PartitionListing;
import io.entasis.partition.PartitionState;
import io.entasis.partition.PartitionedTable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Asks what there is of a table. */
final class ListingQuestion {

  private static final String DOING = "listing partitions";
  private static final int LOOKS = 3;

  private final Database database;
  private final PartitionRecords records;

  ListingQuestion(Database database) {
    this.database = database;
    this.records = new PartitionRecords(database.sql(), database.clock());
  }

  /** A partition may be dropped between two looks at it. */
  PartitionListing ask(PartitionedTable table) {
    for (int look = 1; ; look++) {
      try {
        return once(table);
      } catch (SchemaException e) {
        if (look == LOOKS) {
          throw e;
        }
      }
    }
  }

  private PartitionListing once(PartitionedTable table) {
    return database.sessions().with(DOING, connection -> {
      TableSurvey survey = TableSurvey.of(connection, records, TableForm.of(table));
      Instant now = database.clock().instant();
      return new PartitionListing(
          table,
          infos(connection, survey),
          survey.gaps(),
          Problems.of(survey),
          Duration.between(now, survey.coveredFrom(now)));
    });
  }

  long count(PartitionedTable table, String name) {
    return database.sessions().with("counting rows of " + name, connection -> {
      TableSurvey survey = TableSurvey.of(connection, records, TableForm.of(table));
      if (survey.find(name).filter(part -> isListed(survey, part)).isEmpty()) {
        throw new NotFoundException(
            "table " + table.tableName() + " has no partition named " + name);
      }
      return count(connection, name);
    });
  }

  private long count(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select count(*) from only " + database.sql().name(name))) {
      row.next();
      return row.getLong(1);
    }
  }

  private List<PartitionInfo> infos(Connection connection, TableSurvey survey) throws SQLException {
    List<PartitionInfo> infos = new ArrayList<>();
    for (Part part : survey.parts()) {
      if (isListed(survey, part)) {
        infos.add(info(connection, survey, part));
      }
    }
    survey.records().values().stream()
        .filter(record -> survey.find(record.key().name()).isEmpty())
        .map(record -> gone(survey, record))
        .forEach(infos::add);
    infos.sort(Comparator.comparing((PartitionInfo info) -> info.range().from())
        .thenComparing(PartitionInfo::name));
    return infos;
  }

  private static boolean isListed(TableSurvey survey, Part part) {
    return part.tie() != Tie.DEFAULT && (part.tie() != Tie.LOOSE || survey.isKnown(part));
  }

  private PartitionInfo info(Connection connection, TableSurvey survey, Part part)
      throws SQLException {
    Optional<RowSpan> span = RowSpan.of(connection, database.sql(), survey.form(), part.name());
    Optional<PartitionRecord> record = survey.record(part.name());
    return new PartitionInfo(
        survey.key(part),
        survey.state(part),
        part.storage(),
        span.map(RowSpan::first),
        span.map(RowSpan::last),
        record.flatMap(PartitionRecord::archive));
  }

  private static PartitionInfo gone(TableSurvey survey, PartitionRecord record) {
    PartitionState state = survey.stateOf(record) == PartitionState.PLANNED
        ? PartitionState.PLANNED
        : PartitionState.DROPPED;
    return new PartitionInfo(
        record.key(), state, Storage.NONE, Optional.empty(), Optional.empty(), record.archive());
  }
}
