package io.entasis.internal.lifecycle;

import io.entasis.internal.db.Lease;
import io.entasis.internal.db.Sql;
import io.entasis.internal.partition.CopiedRows;
import io.entasis.partition.ArchiveCancelledException;
import io.entasis.partition.ContentDigest;
import io.entasis.partition.ContentHasher;
import io.entasis.partition.PartitionRows;
import io.entasis.partition.RowBuffer;
import io.entasis.partition.RowLayout;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * The rows of a partition, and what they hold in short.
 *
 * @param sql writes statements
 * @param form what the rows are
 * @param partition the table they are in
 */
record PartitionContent(Sql sql, TableForm form, String partition) {

  private static final long ROWS_A_LOOK = 5_000;

  /** In the order of the archive, hashed as they go by. The lease goes with them. */
  HashedRows sorted(Lease lease) {
    String order =
        form.order().stream().map(column -> '"' + column + '"').collect(Collectors.joining(", "));
    return new HashedRows(open(lease, " order by " + order), new ContentHasher());
  }

  /** Read row by row, in whatever order, until somebody does not want to wait any more. The lease goes with it. */
  ContentDigest digest(Lease lease, BooleanSupplier isCancelled) {
    ContentHasher hasher = new ContentHasher();
    try (PartitionRows rows = open(lease, "")) {
      RowBuffer row = new RowBuffer(form.layout());
      for (long number = 0; rows.next(row); number++) {
        if (number % ROWS_A_LOOK == 0 && isCancelled.getAsBoolean()) {
          throw new ArchiveCancelledException("reading " + partition + " was cancelled");
        }
        hasher.add(row);
      }
    }
    return hasher.digest();
  }

  private PartitionRows open(Lease lease, String order) {
    String query = "select " + form.columns() + " from only " + sql.name(partition) + order;
    return CopiedRows.open(lease, query, form.layout(), "reading " + partition);
  }

  /**
   * Rows that are counted and hashed by us, whoever reads them.
   *
   * @param rows the rows
   * @param hasher adds up their digest
   */
  record HashedRows(PartitionRows rows, ContentHasher hasher) implements PartitionRows {

    @Override
    public RowLayout layout() {
      return rows.layout();
    }

    @Override
    public boolean next(RowBuffer row) {
      boolean there = rows.next(row);
      if (there) {
        hasher.add(row);
      }
      return there;
    }

    /** Of the rows that went by. */
    ContentDigest digest() {
      return hasher.digest();
    }

    @Override
    public void close() {
      rows.close();
    }
  }
}
