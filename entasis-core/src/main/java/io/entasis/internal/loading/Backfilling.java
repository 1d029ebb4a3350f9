package io.entasis.internal.loading;

import io.entasis.error.InvalidInputException;
import io.entasis.ingest.IngestOptions;
import io.entasis.ingest.IngestReport;
import io.entasis.internal.db.Sql;
import io.entasis.internal.ingest.MonthFeed;
import io.entasis.internal.ingest.TimestampWindow;
import io.entasis.internal.partition.PartitionRecords;
import io.entasis.market.Micros;
import io.entasis.market.TimeRange;
import io.entasis.partition.BackfillOptions;
import io.entasis.partition.BelowRawFloorException;
import io.entasis.partition.PartitionKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;

/** The rows of a month, as the app has them. */
final class Backfilling<T> implements Content {

  private final Sql sql;
  private final PartitionKey partition;
  private final Iterator<? extends T> rows;
  private final MonthFeed<T> feed;
  private final Minutes minutes;
  private boolean isSent;

  Backfilling(
      Sql sql, LoadKind<T> kind, PartitionKey partition, Iterator<? extends T> rows, Settings how) {
    this.sql = sql;
    this.partition = partition;
    this.rows = rows;
    this.minutes = new Minutes(partition.range());
    this.feed = new MonthFeed<>(
        kind.encoder(), window(partition.range()), how.options(), new MonthFeed.Watcher<>() {
          @Override
          public void took(T row) {
            minutes.add(Micros.of(kind.encoder().timestamp(row)));
          }

          @Override
          public void reached(long number) {
            how.follower().reached(number);
          }
        });
  }

  @Override
  public Landing landing(Optional<Instant> floor) {
    if (floor.isPresent() && partition.range().from().isBefore(floor.get())) {
      throw new BelowRawFloorException(partition.name(), floor.get());
    }
    return Landing.OPEN;
  }

  @Override
  public long send(Connection connection, String table) throws SQLException {
    long sent = feed.send(new MonthFeed.Target(connection, sql, table), rows);
    isSent = sent > 0;
    return sent;
  }

  /** A source without a row for the month is a mistake more often than not. */
  @Override
  public boolean canBeEmpty() {
    return false;
  }

  @Override
  public Instant[] minutes() {
    return minutes.starts();
  }

  @Override
  public void check(Connection connection, String table) {
    // what was sent is what the app has
  }

  @Override
  public void note(Connection connection, PartitionRecords records, Landing landing)
      throws SQLException {
    records.loaded(connection, partition);
  }

  /** What became of the rows, after the load. */
  IngestReport report() {
    return isSent ? feed.done(partition.name()) : feed.undone();
  }

  private static TimestampWindow window(TimeRange range) {
    return new TimestampWindow(range.from(), range.to().minusNanos(1));
  }

  /**
   * How rows are taken.
   *
   * @param options what is rejected
   * @param follower told how far it has come
   */
  record Settings(IngestOptions options, Follower follower) {

    static Settings of(BackfillOptions options, Follower follower) {
      IngestOptions checks = IngestOptions.defaults()
          .rejectLimit(options.rejectLimit())
          .keptRejections(options.keptRejections());
      return new Settings(options.knownAfter().map(checks::knownAfter).orElse(checks), follower);
    }
  }

  static void checkOver(PartitionKey partition, Instant now) {
    if (partition.range().to().isAfter(now)) {
      throw new InvalidInputException(
          "partition " + partition.name() + " cannot be filled at one go: its month is not over");
    }
  }
}
