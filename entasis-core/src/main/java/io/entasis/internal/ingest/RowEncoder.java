package io.entasis.internal.ingest;

import io.entasis.internal.change.ChangeKind;
import io.entasis.internal.copy.CopyBuffer;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How values become rows of a table that is partitioned by month and whose first column is the id.
 *
 * @param <T> the value of a row
 */
public interface RowEncoder<T> {

  /** Name of the table. */
  String table();

  /** Name of the sequence of its ids, each value of which stands for a block of them. */
  String sequence();

  /** The columns that are written, without the id, in the order of the row. */
  List<String> columns();

  /** The kind of change that writing the table is. */
  ChangeKind changeKind();

  /** What the value is a change of: its symbol or underlying. */
  String changeKey(T value);

  /** Why the value cannot be stored, or null when it can. */
  @Nullable
  Fault check(T value, TimestampWindow window);

  /** The timestamp that decides on the partition. */
  Instant timestamp(T value);

  /** Adds the fields after the id to the row. */
  void encode(T value, CopyBuffer row);

  /** Sets the fields after the id as parameters from that index on. */
  void bind(T value, PreparedStatement statement, int index) throws SQLException;
}
