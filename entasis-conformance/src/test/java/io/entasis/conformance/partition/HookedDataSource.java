package io.entasis.conformance.partition;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Does something right before a statement with a certain text is sent for the first time, or instead of a commit. */
final class HookedDataSource implements DataSource {

  private final DataSource target;
  private final AtomicReference<Hook> before = new AtomicReference<>(Hook.NONE);
  private final AtomicReference<Hook> atCommit = new AtomicReference<>(Hook.NONE);

  HookedDataSource(DataSource target) {
    this.target = target;
  }

  /** Before a statement that contains the text. */
  void before(String text, Work work) {
    before.set(new Hook(text, work));
  }

  /** When somebody wants to commit: the connection is cut before, as by a network, and the work is done after that. */
  void loseCommit(Runnable work) {
    atCommit.set(new Hook("", connection -> {
      connection.abort(Runnable::run);
      work.run();
      throw new SQLException("the connection is lost", "08006");
    }));
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = target.getConnection();
    return watched(Connection.class, connection, connection);
  }

  private <T> T watched(Class<T> type, Object object, Connection connection) {
    return type.cast(Proxy.newProxyInstance(
        getClass().getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
          look(connection, method, arguments);
          try {
            Object result = method.invoke(object, arguments);
            return method.getName().equals("createStatement")
                ? watched(Statement.class, result, connection)
                : result;
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        }));
  }

  private void look(Connection connection, Method method, Object[] arguments) throws SQLException {
    if (method.getName().equals("commit")) {
      run(atCommit, "", connection);
    } else if (arguments != null && arguments.length > 0 && arguments[0] instanceof String text) {
      run(before, text, connection);
    }
  }

  private static void run(AtomicReference<Hook> hooks, String text, Connection connection)
      throws SQLException {
    Hook hook = Objects.requireNonNull(hooks.get());
    if (text.contains(hook.text()) && hooks.compareAndSet(hook, Hook.NONE)) {
      hook.work().run(connection);
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

  /** Something done in between. */
  interface Work {

    /** Does it; the connection is the one that is about to be used. */
    void run(Connection connection) throws SQLException;
  }

  private record Hook(String text, Work work) {

    static final Hook NONE = new Hook("\0", connection -> {});
  }
}
