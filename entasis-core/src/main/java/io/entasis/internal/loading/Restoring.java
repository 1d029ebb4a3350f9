package io.entasis.internal.loading;

import io.entasis.error.InvalidInputException;
import io.entasis.internal.copy.CopyBuffer;
import io.entasis.internal.copy.CopySink;
import io.entasis.internal.db.Lease;
import io.entasis.internal.db.Sql;
import io.entasis.internal.partition.CopiedRows;
import io.entasis.internal.partition.PartitionRecords;
import io.entasis.partition.ArchiveCorruptException;
import io.entasis.partition.ArchiveEntry;
import io.entasis.partition.ArchivedCopy;
import io.entasis.partition.ContentDigest;
import io.entasis.partition.ContentHasher;
import io.entasis.partition.PartitionRows;
import io.entasis.partition.RestoredState;
import io.entasis.partition.RowBuffer;
import io.entasis.partition.RowColumn;
import io.entasis.partition.RowLayout;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The rows of an archived partition. */
final class Restoring implements Content {

  private static final int PIECE = 64 * 1024;
  private static final int ROWS_A_REPORT = 5_000;
  private static final String TIME = "timestamp";
  private static final String ID = "id";

  private final Sql sql;
  private final ArchiveEntry entry;
  private final PartitionRows rows;
  private final RestoredState state;
  private final Follower follower;
  private final Minutes minutes;

  /** Written by the thread that sends the rows, and read by one that is started after it. */
  private long highestId;

  Restoring(Sql sql, Archived archived, RestoredState state, Follower follower) {
    this.sql = sql;
    this.entry = archived.entry();
    this.rows = archived.rows();
    this.state = state;
    this.follower = follower;
    this.minutes = new Minutes(entry.partition().range());
  }

  @Override
  public Landing landing(Optional<Instant> floor) {
    return Landings.of(entry.partition(), floor, state);
  }

  @Override
  public long send(Connection connection, String table) throws SQLException {
    RowLayout layout = entry.layout();
    RowBuffer row = new RowBuffer(layout);
    RowCopy copy = new RowCopy(layout);
    CopyBuffer buffer = new CopyBuffer(2 * PIECE);
    ContentHasher hasher = new ContentHasher();
    int time = layout.indexOf(TIME);
    int id = layout.indexOf(ID);
    long number = 0;
    try (CopySink sink = CopySink.open(connection, table + " (" + columns() + ")")) {
      while (rows.next(row)) {
        copy.add(row, buffer);
        hasher.add(row);
        minutes.add(row.microsAt(time));
        highestId = Math.max(highestId, row.longAt(id));
        number++;
        if (buffer.size() >= PIECE) {
          sink.send(buffer);
          buffer.clear();
        }
        if (number % ROWS_A_REPORT == 0) {
          follower.reached(number);
        }
      }
      sink.send(buffer);
      sink.finish();
    }
    compare("the archive of " + entry.partition().name(), hasher.digest());
    return number;
  }

  @Override
  public boolean canBeEmpty() {
    return true;
  }

  @Override
  public Instant[] minutes() {
    return minutes.starts();
  }

  /** Reads the table back, and lets ids of later rows begin after those that it holds. */
  @Override
  public void check(Connection connection, String table) throws SQLException {
    RowBuffer row = new RowBuffer(entry.layout());
    ContentHasher hasher = new ContentHasher();
    try (CopiedRows stored = CopiedRows.open(
        new Kept(connection),
        "select " + columns() + " from " + table,
        entry.layout(),
        "reading " + table + " back")) {
      while (stored.next(row)) {
        hasher.add(row);
      }
    }
    compare("the table filled from the archive of " + entry.partition().name(), hasher.digest());
    new IdSequence(sql, entry.partition().table()).passOver(connection, highestId);
  }

  /** Only what is sealed stays what was archived. */
  @Override
  public void note(Connection connection, PartitionRecords records, Landing landing)
      throws SQLException {
    ArchivedCopy copy =
        new ArchivedCopy(entry.content(), entry.file().location(), entry.verifiedAt());
    records.restored(
        connection,
        entry.partition(),
        landing == Landing.SEALED ? Optional.of(copy) : Optional.empty());
  }

  /** Every column that was archived has to be there, and of the same type. */
  static void checkLayout(ArchiveEntry entry, RowLayout table) {
    for (RowColumn column : entry.layout().columns()) {
      boolean fits = table.columns().stream()
          .anyMatch(own -> own.name().equals(column.name()) && own.type().equals(column.type()));
      if (!fits) {
        throw new InvalidInputException(
            "partition " + entry.partition().name() + " cannot be restored: table "
                + entry.partition().table() + " has no column " + column);
      }
    }
  }

  private void compare(String what, ContentDigest found) {
    if (!found.equals(entry.content())) {
      throw new ArchiveCorruptException(what, List.of(found + " instead of " + entry.content()));
    }
  }

  private String columns() {
    return entry.layout().columns().stream()
        .map(column -> sql.quoted(column.name()))
        .collect(Collectors.joining(", "));
  }

  /**
   * An archived partition.
   *
   * @param entry its entry
   * @param rows its rows
   */
  record Archived(ArchiveEntry entry, PartitionRows rows) {}

  /** The connection of a task, which outlives what is read over it. */
  private record Kept(Connection connection) implements Lease {

    @Override
    public void checkOpen() {
      // it is open as long as the task runs
    }

    @Override
    public void close() {
      // the task gives it back
    }
  }
}
