package io.entasis.conformance.write;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A DataSource of an app: prepares each connection, and notes in which commit mode it comes back. */
public final class WatchedDataSource implements DataSource {

  /** What is done with a new connection. */
  @FunctionalInterface
  public interface Preparation {

    /** Does it. */
    void prepare(Connection connection) throws SQLException;
  }

  private final DataSource target;
  private final Preparation preparation;
  private final List<Boolean> modes = Collections.synchronizedList(new ArrayList<>());

  /** Over another DataSource. */
  public WatchedDataSource(DataSource target, Preparation preparation) {
    this.target = target;
    this.preparation = preparation;
  }

  /** Whether autocommit was on, for each connection that was closed and not broken before. */
  public List<Boolean> modesAtClose() {
    return List.copyOf(modes);
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = target.getConnection();
    try {
      preparation.prepare(connection);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
    return (Connection) Proxy.newProxyInstance(
        getClass().getClassLoader(),
        new Class<?>[] {Connection.class},
        (proxy, method, arguments) -> {
          if (method.getName().equals("close") && !connection.isClosed()) {
            modes.add(connection.getAutoCommit());
          }
          try {
            return method.invoke(connection, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        });
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
