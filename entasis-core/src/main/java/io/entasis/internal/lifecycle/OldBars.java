package io.entasis.internal.lifecycle;

import io.entasis.internal.db.NamedSql;
import io.entasis.internal.db.Sql;
import io.entasis.internal.rollup.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Kept bars of one size that end before an instant. They are found symbol by symbol, since that is what their index begins with. */
record OldBars(Sql sql, Level level, Instant cutoff) {

  private static final String SYMBOLS = """
      with recursive symbols(symbol) as (
        (select symbol from {%1$s} order by symbol limit 1)
        union all
        select (select b.symbol from {%1$s} b where b.symbol > s.symbol order by b.symbol limit 1)
        from symbols s where s.symbol is not null)
      select s.symbol, b.bucket from symbols s cross join lateral (
        select bucket from {%1$s} b where b.symbol = s.symbol and b.bucket + %2$s <= cast(:cutoff as timestamptz)
        order by bucket limit 1) b
      order by s.symbol""";

  private static final String DELETE = """
      delete from {%1$s} where symbol = :symbol and bucket in (
        select bucket from {%1$s} where symbol = :symbol and bucket <= cast(:cutoff as timestamptz) - %2$s
        order by bucket limit :most)""";

  /** The start of the oldest. */
  Optional<Instant> oldest(Connection connection) throws SQLException {
    try (PreparedStatement statement = written(SYMBOLS).prepare(connection);
        ResultSet rows = statement.executeQuery()) {
      Optional<Instant> oldest = Optional.empty();
      while (rows.next()) {
        Instant bucket = rows.getObject(2, OffsetDateTime.class).toInstant();
        if (oldest.isEmpty() || bucket.isBefore(oldest.get())) {
          oldest = Optional.of(bucket);
        }
      }
      return oldest;
    }
  }

  /** The symbols that have some. */
  List<String> symbols(Connection connection) throws SQLException {
    try (PreparedStatement statement = written(SYMBOLS).prepare(connection);
        ResultSet rows = statement.executeQuery()) {
      List<String> symbols = new ArrayList<>();
      while (rows.next()) {
        symbols.add(rows.getString(1));
      }
      return symbols;
    }
  }

  /** Deletes the oldest of a symbol, no more than so many; tells how many there were. */
  int delete(Connection connection, String symbol, int most) throws SQLException {
    try (PreparedStatement statement =
        written(DELETE).with("symbol", symbol).with("most", most).prepare(connection)) {
      return statement.executeUpdate();
    }
  }

  private NamedSql written(String text) {
    return NamedSql.of(sql, text.formatted(level.table(), level.interval())).with("cutoff", cutoff);
  }
}
