package io.entasis.internal.ingest;

import io.entasis.error.EntasisException;
import io.entasis.ingest.IngestFailedException;
import io.entasis.ingest.IngestOptions;
import io.entasis.ingest.IngestReport;
import io.entasis.ingest.RejectLimitExceededException;
import io.entasis.ingest.RejectReason;
import io.entasis.internal.copy.CopyBuffer;
import io.entasis.internal.copy.CopySink;
import io.entasis.internal.db.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;

/**
 * Checks rows and sends them into a table while they are read, in one COPY after the other, each with ids that were reserved before it.
 * For one thread, once.
 *
 * @param <T> the value of a row
 */
public final class MonthFeed<T> {

  private static final Fault NO_ROW = new Fault("row", RejectReason.VALUE_MISSING);
  private static final int PIECE = 64 * 1024;
  private static final int ROWS_A_REPORT = 5_000;

  /** The first COPY is small, so that a small load does not use up many ids. */
  private static final int FIRST_BLOCKS = 10;

  private static final int MOST_BLOCKS = 1_000;

  private final RowEncoder<T> encoder;
  private final TimestampWindow window;
  private final IngestOptions options;
  private final Watcher<? super T> watcher;
  private final Tally tally;
  private final CopyBuffer buffer = new CopyBuffer(2 * PIECE);

  /**
   * Of rows that the encoder writes.
   *
   * @param window the timestamps that are accepted
   */
  public MonthFeed(
      RowEncoder<T> encoder,
      TimestampWindow window,
      IngestOptions options,
      Watcher<? super T> watcher) {
    this.encoder = options
        .knownAfter()
        .<RowEncoder<T>>map(lag -> new BackdatedEncoder<>(encoder, lag))
        .orElse(encoder);
    this.window = window;
    this.options = options;
    this.watcher = watcher;
    this.tally = new Tally(options);
  }

  /** Sends them all; gives the number of those that were accepted. */
  public long send(Target target, Iterator<? extends T> rows) throws SQLException {
    int blocks = FIRST_BLOCKS;
    while (hasNext(rows)) {
      IdBlocks ids = reserve(target, blocks);
      try (CopySink sink = CopySink.open(target.connection(), into(target))) {
        fill(sink, ids, blocks * IdBlocks.BLOCK, rows);
        sink.finish();
      }
      blocks = Math.min(MOST_BLOCKS, 10 * blocks);
    }
    return tally.rowsAccepted();
  }

  /** What became of the rows when none of them is stored. */
  public IngestReport undone() {
    return tally.report(false);
  }

  /** What became of the rows when they are stored, in that partition. */
  public IngestReport done(String partition) {
    tally.created(List.of(partition));
    tally.stored(0);
    return tally.report(true);
  }

  private void fill(CopySink sink, IdBlocks ids, int most, Iterator<? extends T> rows)
      throws SQLException {
    int number = 0;
    while (number < most && hasNext(rows)) {
      T row = next(rows);
      if (isGood(row)) {
        number++;
        add(row, ids.next());
      }
      if (buffer.size() >= PIECE) {
        flush(sink);
      }
      if (tally.rowsRead() % ROWS_A_REPORT == 0) {
        watcher.reached(tally.rowsAccepted());
      }
    }
    flush(sink);
  }

  private void flush(CopySink sink) throws SQLException {
    sink.send(buffer);
    buffer.clear();
  }

  private void add(T row, long id) {
    buffer.row(1 + encoder.columns().size());
    buffer.int8(id);
    encoder.encode(row, buffer);
    tally.acceptedRow();
    watcher.took(row);
  }

  private boolean isGood(T row) {
    Fault fault = row == null ? NO_ROW : encoder.check(row, window);
    if (fault == null) {
      return true;
    }
    tally.rejected(fault);
    if (tally.isPastLimit()) {
      throw new RejectLimitExceededException(options.rejectLimit(), tally.report(false));
    }
    return false;
  }

  private boolean hasNext(Iterator<? extends T> rows) {
    try {
      return rows.hasNext();
    } catch (RuntimeException e) {
      throw failed(e);
    }
  }

  private T next(Iterator<? extends T> rows) {
    try {
      T row = rows.next();
      tally.readRow();
      return row;
    } catch (RuntimeException e) {
      throw failed(e);
    }
  }

  /** Of a failure that is not ours only the kind is told: its message may repeat what a row holds. */
  private IngestFailedException failed(RuntimeException e) {
    String reason = e instanceof EntasisException
        ? String.valueOf(e.getMessage())
        : e.getClass().getSimpleName();
    return new IngestFailedException(
        "the source of the rows failed after row " + tally.rowsRead() + ": " + reason,
        tally.report(false),
        e);
  }

  private String into(Target target) {
    return target.table() + " (id, " + String.join(", ", encoder.columns()) + ")";
  }

  private IdBlocks reserve(Target target, int blocks) throws SQLException {
    try (PreparedStatement statement = target
        .connection()
        .prepareStatement("select array(select nextval(?::regclass) from generate_series(1, ?))")) {
      statement.setString(1, target.sql().name(encoder.sequence()));
      statement.setInt(2, blocks);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new IdBlocks((Long[]) row.getArray(1).getArray());
      }
    }
  }

  /**
   * Where rows go.
   *
   * @param connection in a transaction
   * @param sql names of the schema
   * @param table the table, as it is written in SQL
   */
  public record Target(Connection connection, Sql sql, String table) {}

  /**
   * Looks on.
   *
   * @param <T> the value of a row
   */
  public interface Watcher<T> {

    /** Given each row that was accepted. */
    void took(T row);

    /** Told every few thousand rows how many were accepted; what it throws reaches the caller. */
    void reached(long rows);
  }
}
