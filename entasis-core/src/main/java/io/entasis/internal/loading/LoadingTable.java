package io.entasis.internal.loading;

import io.entasis.internal.db.Sql;
import io.entasis.market.TimeRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The table that takes the rows.
 *
 * @param sql names of the schema
 * @param target what it is to become
 * @param name its name until then
 * @param indexes the indexes that it is to have
 */
record LoadingTable(Sql sql, LoadTarget target, String name, List<ParentIndex> indexes) {

  private static final String TIME = "timestamp";

  /** Its name, as it is written in SQL. */
  String written() {
    return sql.name(name);
  }

  /** Name of an index, until the table is attached. */
  String indexName(int number) {
    return name + "_" + number;
  }

  /** Name of the check that spares the attaching a look at every row. */
  String checkName() {
    return name + "_range";
  }

  void create(Connection connection) throws SQLException {
    execute(
        connection,
        "create table " + written() + " (like " + sql.name(target.table())
            + " including defaults including constraints including storage, constraint "
            + sql.quoted(checkName()) + " check (" + sql.quoted(TIME) + " >= " + bound(true)
            + " and "
            + sql.quoted(TIME) + " < " + bound(false) + "))");
  }

  /** Builds its indexes. */
  List<SideWork.Task> building() {
    List<SideWork.Task> tasks = new ArrayList<>();
    for (int number = 0; number < indexes.size(); number++) {
      String statement = indexes.get(number).creating(sql, indexName(number), name);
      tasks.add(connection -> execute(connection, statement));
    }
    return tasks;
  }

  /** For the planner of the statements that are to come. */
  void analyze(Connection connection) throws SQLException {
    execute(connection, "analyze " + written());
  }

  /** Its range in the words of a partition. */
  String bounds() {
    return "for values from (" + bound(true) + ") to (" + bound(false) + ")";
  }

  private String bound(boolean first) {
    TimeRange range = target.range();
    return "timestamptz " + sql.literal((first ? range.from() : range.to()).toString());
  }

  static void execute(Connection connection, String statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(statements);
    }
  }
}
