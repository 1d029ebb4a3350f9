package io.entasis.conformance.read;

import io.entasis.testkit.TestDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** One connection that an app lends again and again, and plain SQL on it. Closing it lends it back; {@link #end} closes it. */
final class LentConnection {

  private final Connection connection;
  private final boolean autoCommit;
  private int lent;

  LentConnection(TestDatabase database, boolean autoCommit) {
    this.autoCommit = autoCommit;
    try {
      connection = database.connect();
      connection.setAutoCommit(autoCommit);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** The DataSource to hand in. */
  DataSource dataSource() {
    return proxy(DataSource.class, connection, "getConnection");
  }

  /** Checks that the connection is back, in the commit mode it had, and works. */
  void assertAsItWas() throws SQLException {
    if (lent != 0
        || connection.getAutoCommit() != autoCommit
        || !query("select 1").equals(List.of("1"))) {
      throw new AssertionError(
          "lent " + lent + " times, auto-commit " + connection.getAutoCommit());
    }
    if (!autoCommit) {
      connection.rollback();
    }
  }

  /** First column of the rows, on the connection itself and so within its transaction. */
  List<String> query(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> column = new ArrayList<>();
      while (rows.next()) {
        column.add(rows.getString(1));
      }
      return column;
    }
  }

  /** Closes the connection. */
  void end() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private <T> T proxy(Class<T> type, Connection target, String lending) {
    return type.cast(Proxy.newProxyInstance(
        type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
          if (method.getName().equals(lending)) {
            lent++;
            return proxy(Connection.class, target, "");
          }
          if (method.getName().equals("close")) {
            lent--;
            return null;
          }
          try {
            return method.invoke(target, args);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        }));
  }
}
