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
import java.util.concurrent.Callable;
import javax.sql.DataSource;

/** One connection that an app lends again and again, and plain SQL on it. Closing it lends it back; {@link #end} closes it. */
public final class LentConnection {

  private final Connection connection;
  private final boolean autoCommit;
  private int lent;

  /** One of the database, in that commit mode. */
  public LentConnection(TestDatabase database, boolean autoCommit) {
    this(database::connect, autoCommit);
  }

  /** One that is opened so, in that commit mode. */
  public LentConnection(Callable<Connection> opening, boolean autoCommit) {
    this.autoCommit = autoCommit;
    try {
      connection = opening.call();
      connection.setAutoCommit(autoCommit);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** The DataSource to hand in. */
  public DataSource dataSource() {
    return proxy(DataSource.class, connection, "getConnection");
  }

  /** Checks that the connection is back, in the commit mode it had, and works. */
  public void assertAsItWas() throws SQLException {
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
  public List<String> query(String sql) throws SQLException {
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
  public void end() {
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
