package io.entasis.internal.ingest;

import io.entasis.internal.change.ChangeKind;
import io.entasis.internal.copy.CopyBuffer;
import io.entasis.market.Micros;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows of history, which were known a fixed time after they happened. */
final class BackdatedEncoder<T> implements RowEncoder<T> {

  private static final String CREATED_AT = "created_at";

  private final RowEncoder<T> rows;
  private final Duration lag;
  private final List<String> columns;

  /**
   * Over the encoder of such rows.
   *
   * @param lag how long after its timestamp a row was known
   */
  BackdatedEncoder(RowEncoder<T> rows, Duration lag) {
    this.rows = rows;
    this.lag = lag;
    this.columns = Stream.concat(rows.columns().stream(), Stream.of(CREATED_AT)).toList();
  }

  @Override
  public String table() {
    return rows.table();
  }

  @Override
  public String sequence() {
    return rows.sequence();
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public ChangeKind changeKind() {
    return rows.changeKind();
  }

  @Override
  public String changeKey(T value) {
    return rows.changeKey(value);
  }

  @Override
  public @Nullable Fault check(T value, TimestampWindow window) {
    return rows.check(value, window);
  }

  @Override
  public Instant timestamp(T value) {
    return rows.timestamp(value);
  }

  @Override
  public void encode(T value, CopyBuffer row) {
    rows.encode(value, row);
    row.timestamptz(Micros.of(knownAt(value)));
  }

  @Override
  public void bind(T value, PreparedStatement statement, int index) throws SQLException {
    rows.bind(value, statement, index);
    statement.setObject(index + columns.size() - 1, knownAt(value).atOffset(ZoneOffset.UTC));
  }

  private Instant knownAt(T value) {
    return timestamp(value).plus(lag);
  }
}
