package io.entasis.conformance.partition;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Ends like a process that is killed, as the server sees it: after so many statements and commits all connections are cut
 * and there are no others.
 */
public final class CutDataSource implements DataSource {

  private static final List<String> COUNTED =
      List.of("execute", "executeQuery", "executeUpdate", "executeLargeUpdate", "commit");

  private final DataSource target;
  private final List<Connection> open = new CopyOnWriteArrayList<>();
  private final Runnable atTheCut;
  private int left;
  private boolean counting;
  private boolean dead;

  /** Over another DataSource. */
  public CutDataSource(DataSource target) {
    this(target, () -> {});
  }

  /** Does that instead, if it does not return. */
  CutDataSource(DataSource target, Runnable atTheCut) {
    this.target = target;
    this.atTheCut = atTheCut;
  }

  /** Begins to count, unless it does. */
  public void cutAfter(int statements) {
    if (!counting) {
      counting = true;
      left = statements;
    }
  }

  /** Whether it was cut. */
  public boolean isDead() {
    return dead;
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (dead) {
      throw new SQLException("cut", "08006");
    }
    Connection connection = target.getConnection();
    open.add(connection);
    return watched(Connection.class, connection);
  }

  private <T> T watched(Class<T> type, Object object) {
    return type.cast(Proxy.newProxyInstance(
        getClass().getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
          try {
            Object result = method.invoke(object, arguments);
            if (COUNTED.contains(method.getName())) {
              count();
            }
            if (result instanceof PreparedStatement) {
              return watched(PreparedStatement.class, result);
            }
            return result instanceof Statement ? watched(Statement.class, result) : result;
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        }));
  }

  private void count() throws SQLException {
    left--;
    if (counting && left == 0) {
      atTheCut.run();
      dead = true;
      for (Connection connection : open) {
        connection.abort(Runnable::run);
      }
    }
    if (dead) {
      throw new SQLException("cut", "08006");
    }
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return target.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    target.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    target.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return target.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return target.getParentLogger();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return target.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return target.isWrapperFor(type);
  }
}
