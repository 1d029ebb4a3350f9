package io.entasis.internal.ingest;

import io.entasis.internal.db.Backend;
import io.entasis.internal.db.Sql;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The start of a batch's transaction, in one round trip: locks its partitions against being detached, notes the batch in the
 * ledger, and reserves its ids.
 *
 * @param first whether the batch was not in the ledger before
 * @param attached number of its partitions that are attached
 * @param ids the reserved ids; none when it was in the ledger before
 * @param backend the server process that works on it
 * @param floor the raw floor, if it lies above the first of its months; then nothing was noted
 */
record Claim(boolean first, int attached, IdBlocks ids, Backend backend, Optional<Instant> floor) {

  /** Prepared, since the server takes longer to plan the question than to answer it. */
  static Claim make(Connection connection, Sql sql, RowEncoder<?> encoder, LedgerEntry entry)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(locks(sql, encoder, entry) + question(sql, encoder, entry))) {
      statement.setObject(1, entry.earliest().atOffset(ZoneOffset.UTC));
      statement.setString(2, entry.key());
      statement.setInt(3, entry.rows());
      statement.setLong(4, entry.checksum());
      statement.setInt(5, IdBlocks.blocksFor(entry.rows()));
      statement.execute();
      while (statement.getResultSet() == null) {
        statement.getMoreResults();
      }
      try (ResultSet row = statement.getResultSet()) {
        row.next();
        return new Claim(
            row.getBoolean(1),
            row.getInt(2),
            ids(row.getArray(3)),
            new Backend(row.getInt(4), row.getString(5)),
            Optional.ofNullable(row.getObject(6, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant));
      }
    }
  }

  private static String locks(Sql sql, RowEncoder<?> encoder, LedgerEntry entry) {
    String tables = entry.partitions().stream()
        .map(partition -> ", only " + sql.name(partition))
        .collect(Collectors.joining());
    return "lock table only " + sql.name(encoder.table()) + tables + " in row exclusive mode; ";
  }

  private static String question(Sql sql, RowEncoder<?> encoder, LedgerEntry entry) {
    String names = entry.partitions().isEmpty()
        ? "null"
        : entry.partitions().stream().map(sql::literal).collect(Collectors.joining(", "));
    return "with raised as (select floor from " + sql.name("raw_floor") + " where table_name = "
        + sql.literal(encoder.table()) + " and floor > ?),"
        + " claimed as (insert into " + sql.name("ingest_batch")
        + " (batch_key, table_name, row_count, checksum) select ?, "
        + sql.literal(encoder.table())
        + ", ?, ? where not exists (select from raised) on conflict do nothing returning 1)"
        + " select exists (select from claimed),"
        + " (select count(*) from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = "
        + sql.literal(sql.name(encoder.table()))
        + "::regclass and not i.inhdetachpending and c.relname in ("
        + names + ")),"
        + " array(select nextval(" + sql.literal(sql.name(encoder.sequence()))
        + "::regclass) from generate_series(1, ?) where exists (select from claimed)), "
        + Backend.SELF
        + ", (select floor from raised)";
  }

  private static IdBlocks ids(Array array) throws SQLException {
    return new IdBlocks((Long[]) array.getArray());
  }
}
