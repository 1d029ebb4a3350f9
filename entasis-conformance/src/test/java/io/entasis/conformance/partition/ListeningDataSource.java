package io.entasis.conformance.partition;

import io.entasis.conformance.connection.DataSourceInFront;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A DataSource that listens to what the server says beside its answers. */
final class ListeningDataSource extends DataSourceInFront {

  private final List<String> told;

  ListeningDataSource(DataSource target, List<String> told) {
    super(target);
    this.told = told;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return watched(Connection.class, target(), this::listening);
  }

  private @Nullable Object listening(Object watched, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getName().equals("close") && watched instanceof Statement statement) {
      listen(statement);
    }
    Object result = pass(watched, method, arguments);
    return result instanceof Statement made && method.getName().equals("createStatement")
        ? watched(Statement.class, made, this::listening)
        : result;
  }

  private void listen(Statement statement) throws SQLException {
    for (SQLWarning warning = statement.getWarnings();
        warning != null;
        warning = warning.getNextWarning()) {
      synchronized (told) {
        told.add(warning.getMessage());
      }
    }
  }
}
