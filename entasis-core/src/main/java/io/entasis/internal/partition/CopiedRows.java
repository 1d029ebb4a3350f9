package io.entasis.internal.partition;

import io.entasis.error.ClosedException;
import io.entasis.error.InvalidInputException;
import io.entasis.internal.copy.CopyRows;
import io.entasis.internal.db.Lease;
import io.entasis.internal.db.SqlErrors;
import io.entasis.partition.PartitionRows;
import io.entasis.partition.RowBuffer;
import io.entasis.partition.RowColumn;
import io.entasis.partition.RowLayout;
import java.sql.SQLException;

/**
 * Rows of a partition as they leave the server by binary COPY, which neither the time zone of the session nor any of its settings
 * changes. A number that is none, or an instant that is infinite, is refused: no archive can hold it. Not thread-safe.
 */
public final class CopiedRows implements PartitionRows {

  /** Infinite instants leave the range of a long when they are counted from 1970, and all others are far from its ends. */
  private static final long FIRST_FINITE = Long.MIN_VALUE / 2;

  private final Lease lease;
  private final CopyRows rows;
  private final RowLayout layout;
  private final String doing;
  private boolean closed;

  private CopiedRows(Lease lease, CopyRows rows, RowLayout layout, String doing) {
    this.lease = lease;
    this.rows = rows;
    this.layout = layout;
    this.doing = doing;
  }

  /**
   * The answer to a query that selects the columns of the layout in their order. The lease goes with the rows.
   *
   * @param doing what fails when it fails, for example {@code reading market_data_y2024m01}
   */
  public static CopiedRows open(Lease lease, String query, RowLayout layout, String doing) {
    try {
      return new CopiedRows(lease, CopyRows.open(lease.connection(), query, false), layout, doing);
    } catch (SQLException e) {
      try (lease) {
        throw SqlErrors.translate(doing, e);
      }
    }
  }

  @Override
  public RowLayout layout() {
    return layout;
  }

  @Override
  public boolean next(RowBuffer row) {
    if (closed) {
      throw new ClosedException("the rows are closed: " + doing);
    }
    row.clear();
    try {
      lease.checkOpen();
      if (!rows.next()) {
        return false;
      }
      for (int column = 0; column < layout.size(); column++) {
        if (!rows.absent()) {
          move(row, column);
        }
      }
      return true;
    } catch (SQLException e) {
      throw SqlErrors.translate(doing, e);
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      try (lease) {
        rows.close();
      } catch (SQLException e) {
        throw SqlErrors.translate(doing, e);
      }
    }
  }

  private void move(RowBuffer row, int column) throws SQLException {
    RowColumn known = layout.column(column);
    switch (known.type().kind()) {
      case BIGINT -> row.putLong(column, rows.int8());
      case TEXT -> rows.text((bytes, from, length) -> row.putText(column, bytes, from, length));
      case TIMESTAMPTZ -> {
        long micros = rows.micros();
        check(micros > FIRST_FINITE, "an instant is infinite in " + known);
        row.putMicros(column, micros);
      }
      case DECIMAL -> decimal(row, column, known);
    }
  }

  private void decimal(RowBuffer row, int column, RowColumn known) throws SQLException {
    int scale = known.type().scale();
    try {
      if (rows.fitsLong(scale)) {
        row.putUnscaled(column, rows.scaled(scale));
      } else {
        row.putDecimal(column, rows.decimal());
      }
    } catch (ArithmeticException e) {
      throw new InvalidInputException("a number is none in " + known, e);
    }
  }

  private static void check(boolean good, String message) {
    if (!good) {
      throw new InvalidInputException(message);
    }
  }
}
