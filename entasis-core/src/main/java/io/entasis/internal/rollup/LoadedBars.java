package io.entasis.internal.rollup;

import io.entasis.internal.db.NamedSql;
import io.entasis.internal.db.Sql;
import io.entasis.market.TimeRange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * The kept bars of ticks that were loaded beside their table.
 *
 * <p>Their minutes are noted in the transaction that writes the ticks, so that a snapshot that sees the ticks sees the notes, even one
 * that is older than the attaching; refreshes leave those notes alone. The transaction that attaches replaces them by bars.
 */
public final class LoadedBars {

  private static final String NOTE = """
      insert into {rollup_ledger} (symbol, hour, bucket)
      select '', %s, bucket from unnest(:buckets::timestamptz[]) as minutes(bucket)""";

  private static final String FORGET =
      "delete from {rollup_ledger} where hour >= :from and hour < :to";

  /** Each symbol that has bars, found one after the other, so that bars of other times are not read. */
  private static final String SYMBOLS = """
      with recursive symbols(symbol) as (
        (select symbol from %1$s order by symbol limit 1)
        union all
        select (select b.symbol from %1$s b where b.symbol > s.symbol order by b.symbol limit 1)
        from symbols s where s.symbol is not null)
      """;

  private static final String CLEAR = SYMBOLS + """
      delete from %1$s b using symbols y
      where b.symbol = y.symbol and b.bucket >= :from and b.bucket < :to""";

  private final Sql sql;

  /** In the schema of the tables. */
  public LoadedBars(Sql sql) {
    this.sql = sql;
  }

  /** Notes that these minutes have ticks, for all symbols. */
  public void note(Connection connection, Instant[] minutes) throws SQLException {
    execute(
        connection,
        NamedSql.of(sql, NOTE.formatted(Level.HOUR.bin("bucket"))).with("buckets", minutes));
  }

  /** Waits until no other transaction changes kept bars or the raw floor, and keeps it so until the end of this one. */
  public void lock(Connection connection) throws SQLException {
    RefreshLock.take(connection, sql);
  }

  /** Puts bars in the place of the notes of the range, which holds no other ticks. The transaction holds the lock. */
  public void enter(Connection connection, String ticks, TimeRange range) throws SQLException {
    execute(connection, between(FORGET, range));
    Levels levels = Levels.read(connection, sql);
    for (Level level : levels.all()) {
      Optional<Level> source = levels.sourceOf(level);
      TimeRange whole = TimeRange.of(
          Origin.floor(range.from(), level.length()), Origin.ceiling(range.to(), level.length()));
      execute(connection, between(CLEAR.formatted(sql.name(level.table())), whole));
      execute(
          connection,
          between(
              source.map(shorter -> composed(level, shorter)).orElseGet(() -> minutes(ticks)),
              whole));
    }
  }

  private String minutes(String ticks) {
    return into(
        Level.MINUTE, "select " + RefreshSql.COLUMNS + " from (" + MinuteSql.of(ticks) + ") t");
  }

  private String composed(Level level, Level source) {
    String bars = RefreshSql.COMPOSED.replaceFirst(
            "select", "select s.symbol, " + level.bin("s.bucket") + " as bucket,")
        + " from symbols y join " + sql.name(source.table())
        + " s on s.symbol = y.symbol and s.bucket >= :from and s.bucket < :to group by 1, 2";
    return SYMBOLS.formatted(sql.name(source.table())) + into(level, bars);
  }

  private String into(Level level, String bars) {
    return "insert into " + sql.name(level.table()) + " (" + RefreshSql.COLUMNS + ") " + bars;
  }

  private NamedSql between(String text, TimeRange range) {
    return NamedSql.of(sql, text).with("from", range.from()).with("to", range.to());
  }

  private static void execute(Connection connection, NamedSql written) throws SQLException {
    try (PreparedStatement statement = written.prepare(connection)) {
      statement.executeUpdate();
    }
  }
}
