package io.entasis.testkit;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Makes a new connection for every call, and tells where it went. */
final class PlainDataSource implements DataSource {

  private final PGSimpleDataSource target = new PGSimpleDataSource();
  private final Borrowings borrowings;

  PlainDataSource(JdbcUrl url, String user, String password) {
    this(url, user, password, new Borrowings());
  }

  PlainDataSource(JdbcUrl url, String user, String password, Borrowings borrowings) {
    target.setURL(url.toString());
    target.setUser(user);
    target.setPassword(password);
    this.borrowings = borrowings;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return borrowings.add(target.getConnection());
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return borrowings.add(target.getConnection(user, password));
  }

  @Override
  public PrintWriter getLogWriter() {
    return target.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) {
    target.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) {
    target.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() {
    return target.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("java.util.logging is not used");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (!type.isInstance(this)) {
      throw new SQLException("not a " + type.getName());
    }
    return type.cast(this);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }
}
