package io.entasis.conformance.connection;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A DataSource in front of another one, whose connections can be looked into. */
public abstract class DataSourceInFront implements DataSource {

  private final DataSource target;

  /** In front of that one. */
  protected DataSourceInFront(DataSource target) {
    this.target = target;
  }

  /** Something that is done to a connection or statement. */
  @FunctionalInterface
  protected interface Call {

    /** Does it, or something else. */
    @Nullable
    Object on(Object watched, Method method, Object @Nullable [] arguments) throws Throwable;
  }

  /** A connection of the other one. */
  protected final Connection target() throws SQLException {
    return target.getConnection();
  }

  /** The object with each call of a method of the type given to the other. */
  protected static <T> T watched(Class<T> type, Object object, Call call) {
    return type.cast(Proxy.newProxyInstance(
        DataSourceInFront.class.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) -> call.on(object, method, arguments)));
  }

  /** The call as it was meant. */
  protected static @Nullable Object pass(
      Object watched, Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(watched, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
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
