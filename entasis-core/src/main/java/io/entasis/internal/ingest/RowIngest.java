package io.entasis.internal.ingest;

import io.entasis.error.EntasisException;
import io.entasis.error.InvalidInputException;
import io.entasis.ingest.IngestFailedException;
import io.entasis.ingest.IngestOptions;
import io.entasis.ingest.IngestReport;
import io.entasis.ingest.RejectLimitExceededException;
import io.entasis.ingest.RejectReason;
import io.entasis.internal.db.Sessions;
import io.entasis.internal.partition.BelowFloorException;
import io.entasis.internal.partition.Placement;
import io.entasis.partition.PartitionKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;

/**
 * Takes rows from their source to the database: checks them, gathers them into batches, makes the months they need and hands
 * them to a store.
 *
 * @param <T> the value of a row
 */
public final class RowIngest<T> {

  private static final Fault TOO_LATE = new Fault("timestamp", RejectReason.BELOW_RAW_FLOOR);
  private static final Fault NO_ROW = new Fault("row", RejectReason.VALUE_MISSING);

  private final RowEncoder<T> encoder;
  private final Placement placement;
  private final BatchStore<T> store;
  private final Sessions sessions;
  private final Clock clock;

  /**
   * Of rows of a table, into the store.
   *
   * @param sessions the connections that the store writes on
   */
  RowIngest(RowTarget<T> target, BatchStore<T> store, Sessions sessions, Clock clock) {
    this.encoder = target.encoder();
    this.placement = target.placement();
    this.store = store;
    this.sessions = sessions;
    this.clock = clock;
  }

  /**
   * Stores one row.
   *
   * @throws InvalidInputException when it cannot be stored
   */
  public void save(T value) {
    IngestOptions options = IngestOptions.defaults();
    Fault fault = encoder.check(value, TimestampWindow.now(options, clock));
    if (fault != null) {
      throw new InvalidInputException("a row of " + encoder.table() + " cannot be stored: "
          + fault.column() + " " + fault.reason());
    }
    Batch<T> batch = new Batch<>(encoder, 1, placement.periods(sessions, options.batchTimeout()));
    batch.add(value, 1);
    store.insert(
        value, entry(randomKey(), batch), options, needed(batch, options, new Tally(options)));
  }

  /** Stores all rows. */
  public IngestReport saveAll(Iterator<? extends T> rows, IngestOptions options) {
    Run run = new Run(rows, options);
    return store.call(run::all);
  }

  private LedgerEntry entry(String key, Batch<T> batch) {
    List<String> partitions = placement.partitionsAmong(batch.segments().keySet());
    return new LedgerEntry(
        key,
        batch.size(),
        batch.checksum(),
        partitions,
        batch.segments().firstKey().range().from(),
        batch.changes());
  }

  private MonthsNeeded needed(Batch<T> batch, IngestOptions options, Tally tally) {
    List<PartitionKey> wanted = List.copyOf(batch.segments().keySet());
    return new MonthsNeeded() {

      @Override
      public void make() {
        tally.created(placement.ensure(wanted, tally.partitionsAllowed(), options.batchTimeout()));
      }

      @Override
      public void makeWithin(Connection connection) throws SQLException {
        tally.created(placement.ensureWithin(connection, wanted, tally.partitionsAllowed()));
      }
    };
  }

  private RowEncoder<T> writing(IngestOptions options) {
    return options
        .knownAfter()
        .<RowEncoder<T>>map(lag -> new BackdatedEncoder<>(encoder, lag))
        .orElse(encoder);
  }

  private static String randomKey() {
    return UUID.randomUUID().toString();
  }

  /** One call. */
  private final class Run {

    private final Iterator<? extends T> rows;
    private final IngestOptions options;
    private final Tally tally;
    private final Batch<T> batch;
    private final String key;
    private int batchNumber;

    Run(Iterator<? extends T> rows, IngestOptions options) {
      this.rows = rows;
      this.options = options;
      this.tally = new Tally(options);
      this.batch = new Batch<>(
          writing(options),
          options.batchSize(),
          placement.periods(sessions, options.batchTimeout()));
      this.key = options.key().orElseGet(RowIngest::randomKey);
    }

    IngestReport all() {
      while (gather()) {
        flush();
      }
      return tally.report(true);
    }

    /** Fills the batch; false when there are no more rows. */
    private boolean gather() {
      batch.clear();
      TimestampWindow window = TimestampWindow.now(options, clock);
      try {
        while (!batch.isFull() && rows.hasNext()) {
          take(rows.next(), window);
        }
      } catch (RejectLimitExceededException e) {
        throw e;
      } catch (RuntimeException e) {
        throw failed("the source of the rows failed after row " + tally.rowsRead(), e);
      }
      return !batch.isEmpty();
    }

    private void take(T row, TimestampWindow window) {
      tally.readRow();
      Fault fault = row == null ? NO_ROW : encoder.check(row, window);
      if (fault == null) {
        batch.add(row, tally.rowsRead());
        return;
      }
      tally.rejected(fault);
      checkLimit();
    }

    private void flush() {
      try {
        String batchKey = batchNumber == 0 ? key : key + "/" + batchNumber;
        batchNumber++;
        while (!batch.isEmpty() && !isFlushed(batchKey)) {
          // once more without the rows that were too late
        }
        options.listener().onProgress(tally.progress());
      } catch (RejectLimitExceededException e) {
        throw e;
      } catch (RuntimeException e) {
        throw failed("storing the rows up to row " + tally.rowsRead() + " failed", e);
      }
    }

    /** False when rows below the raw floor had to be left out first. */
    private boolean isFlushed(String batchKey) {
      try {
        if (store.store(batch, entry(batchKey, batch), options, needed(batch, options, tally))) {
          tally.stored(batch.size());
        } else {
          tally.foundStored(batch.size());
        }
        return true;
      } catch (BelowFloorException e) {
        for (long row : batch.dropBefore(e.floor())) {
          tally.rejected(TOO_LATE, row);
        }
        checkLimit();
        return false;
      }
    }

    private void checkLimit() {
      if (tally.isPastLimit()) {
        throw new RejectLimitExceededException(
            options.rejectLimit(), tally.report(store.keepsBatches()));
      }
    }

    private IngestFailedException failed(String message, RuntimeException cause) {
      return new IngestFailedException(
          message + ": " + reason(cause), tally.report(store.keepsBatches()), cause);
    }

    /** Of a failure that is not ours only the kind: its message may repeat what a row holds. */
    private String reason(RuntimeException cause) {
      return cause instanceof EntasisException
          ? String.valueOf(cause.getMessage())
          : cause.getClass().getSimpleName();
    }
  }
}
