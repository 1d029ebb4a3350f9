package io.entasis.testkit;

import io.entasis.error.DatabaseException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Plain SQL, each call on a connection of its own.
 *
 * @param dataSource where the connections come from
 */
record PlainSql(DataSource dataSource) {

  void execute(String sql) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** One line per row, its columns separated by a bar; null is empty. */
  List<String> query(String sql) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> lines = new ArrayList<>();
      while (rows.next()) {
        lines.add(line(rows));
      }
      return lines;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static String line(ResultSet row) throws SQLException {
    StringBuilder line = new StringBuilder();
    for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
      String value = row.getString(column);
      line.append(column == 1 ? "" : "|").append(value == null ? "" : value);
    }
    return line.toString();
  }

  private static DatabaseException failed(SQLException e) {
    return new DatabaseException("a statement failed with SQLState " + e.getSQLState(), e);
  }
}
