package io.entasis.internal.lifecycle;

import io.entasis.internal.db.Sql;
import io.entasis.internal.partition.PartitionDdl;
import io.entasis.partition.PartitionKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Tables beside a table that hold copies of rows of its default partition, and become partitions when the default one goes. A comment
 * marks them as ours until then.
 *
 * @param sql writes statements
 * @param form what the rows are
 * @param from the default partition
 */
record CopiesBeside(Sql sql, TableForm form, String from) {

  private static final String MARK = "Entasis: copies of rows of a default partition";
  private static final String CHECK = "entasis_bounds";

  /** Makes the table with its indexes, and a check that holds as long as it is empty: it spares the reading of all rows at the end. */
  void make(Connection connection, PartitionKey partition) throws SQLException {
    new PartitionDdl(sql, form.name()).makeIndexed(connection, partition.name());
    execute(
        connection,
        "alter table " + sql.name(partition.name()) + " add constraint " + CHECK + " check ("
            + within(partition) + "); comment on table " + sql.name(partition.name()) + " is "
            + sql.literal(MARK));
  }

  /** Copies all rows of the partition. */
  void fill(Connection connection, PartitionKey partition) throws SQLException {
    insert(connection, partition, "true");
    UnseenRows.enter(connection, sql, form, partition);
  }

  /**
   * Makes the copies equal to what the default partition holds, in which nobody writes any more.
   *
   * @param count what it holds for the partition
   * @param since the transaction from which on rows count as changed
   */
  void catchUp(Connection connection, CaughtRows.Count count, String since) throws SQLException {
    PartitionKey partition = count.partition();
    String copies = sql.name(partition.name());
    String changed = "age(d.xmin) <= age(cast(cast(" + sql.literal(since) + " as xid8) as xid))";
    if (count.changed() > 0) {
      execute(
          connection,
          "delete from " + copies + " c using only " + sql.name(from) + " d where " + changed
              + " and c.id = d.id and c.timestamp = d.timestamp");
      insert(connection, partition, changed);
    }
    if (number(connection, "select count(*) from " + copies) != count.rows()) {
      execute(
          connection,
          "delete from " + copies + " c where not exists (select from only " + sql.name(from)
              + " d where d.id = c.id and d.timestamp = c.timestamp)");
    }
  }

  /** Makes the table a partition. */
  void attach(Connection connection, PartitionKey partition) throws SQLException {
    new PartitionDdl(sql, form.name()).attach(connection, partition);
    execute(
        connection,
        "alter table " + sql.name(partition.name()) + " drop constraint " + CHECK
            + "; comment on table " + sql.name(partition.name()) + " is null");
  }

  /** Drops the table if it is one of copies that was not attached, perhaps of a process that died. */
  void clear(Connection connection, String table) throws SQLException {
    String name = sql.literal(sql.name(table));
    long marked = number(
        connection,
        "select count(*) from pg_class where oid = to_regclass(" + name
            + ") and not relispartition and obj_description(oid, 'pg_class') = "
            + sql.literal(MARK));
    if (marked > 0) {
      execute(connection, "drop table " + sql.name(table));
    }
  }

  /** Removes rows from the default partition, which is detached, that are elsewhere now. */
  void removeMoved(Connection connection, PartitionKey partition) throws SQLException {
    execute(connection, "delete from only " + sql.name(from) + " where " + within(partition));
  }

  private void insert(Connection connection, PartitionKey partition, String condition)
      throws SQLException {
    execute(
        connection,
        "insert into " + sql.name(partition.name()) + " (" + form.columns() + ") select "
            + form.columns() + " from only " + sql.name(from) + " d where " + within(partition)
            + " and " + condition);
  }

  private static String within(PartitionKey partition) {
    return "timestamp >= " + PartitionDdl.bound(partition.range().from()) + " and timestamp < "
        + PartitionDdl.bound(partition.range().to());
  }

  private static void execute(Connection connection, String text) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(text);
    }
  }

  private static long number(Connection connection, String question) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(question)) {
      row.next();
      return row.getLong(1);
    }
  }
}
