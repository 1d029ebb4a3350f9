package io.entasis.internal.bar;

import io.entasis.internal.db.NamedSql;
import io.entasis.internal.db.Sessions;
import io.entasis.internal.db.Sql;
import io.entasis.internal.read.Selection;
import io.entasis.internal.read.TimeBounds;
import io.entasis.internal.tick.TickSpans;
import io.entasis.tick.TickSpan;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * The times of ticks, and of those that are gone but whose bars are kept.
 *
 * @param ticks tells of the ticks
 * @param sessions where kept bars are read
 * @param sql writes statements
 */
record KeptSpans(TickSpans ticks, Sessions sessions, Sql sql) implements TickSpans {

  private static final String QUESTION = """
      select min(f.first_at), max(l.last_at)
      from unnest(:symbols::text[]) s(symbol)
      cross join lateral (
        select b.first_at from {bars_1m} b
        where b.symbol = s.symbol and b.bucket >= :from and b.bucket < :to order by b.bucket limit 1) f
      cross join lateral (
        select b.last_at from {bars_1m} b
        where b.symbol = s.symbol and b.bucket >= :from and b.bucket < :to order by b.bucket desc limit 1) l""";

  @Override
  public Optional<TickSpan> find(Selection symbols, TimeBounds times) {
    Optional<TickSpan> there = ticks.find(symbols, times);
    Optional<TickSpan> kept =
        sessions.with("reading the times of bars", connection -> kept(connection, symbols, times));
    return there.isPresent() && kept.isPresent()
        ? Optional.of(together(there.get(), kept.get()))
        : there.or(() -> kept);
  }

  private Optional<TickSpan> kept(Connection connection, Selection symbols, TimeBounds times)
      throws SQLException {
    NamedSql question = NamedSql.of(sql, QUESTION)
        .with("symbols", symbols.names().toArray(String[]::new))
        .with("from", times.from().orElse(Cover.EARLIEST))
        .with("to", times.to().orElse(Cover.LATEST));
    try (PreparedStatement statement = question.prepare(connection);
        ResultSet row = statement.executeQuery()) {
      row.next();
      OffsetDateTime first = row.getObject(1, OffsetDateTime.class);
      return first == null
          ? Optional.empty()
          : Optional.of(new TickSpan(
              first.toInstant(), row.getObject(2, OffsetDateTime.class).toInstant()));
    }
  }

  private static TickSpan together(TickSpan one, TickSpan other) {
    Instant first = one.first().isBefore(other.first()) ? one.first() : other.first();
    Instant last = one.last().isAfter(other.last()) ? one.last() : other.last();
    return new TickSpan(first, last);
  }
}
