package io.entasis.conformance.write;

import io.entasis.conformance.connection.DataSourceInFront;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;

/** A DataSource of an app: prepares each connection, and notes in which commit mode it comes back. */
public final class WatchedDataSource extends DataSourceInFront {

  /** What is done with a new connection. */
  @FunctionalInterface
  public interface Preparation {

    /** Does it. */
    void prepare(Connection connection) throws SQLException;
  }

  private final Preparation preparation;
  private final List<Boolean> modes = Collections.synchronizedList(new ArrayList<>());

  /** Over another DataSource. */
  public WatchedDataSource(DataSource target, Preparation preparation) {
    super(target);
    this.preparation = preparation;
  }

  /** Whether autocommit was on, for each connection that was closed and not broken before. */
  public List<Boolean> modesAtClose() {
    return List.copyOf(modes);
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = target();
    try {
      preparation.prepare(connection);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
    return watched(Connection.class, connection, (watched, method, arguments) -> {
      if (method.getName().equals("close") && !connection.isClosed()) {
        modes.add(connection.getAutoCommit());
      }
      return pass(watched, method, arguments);
    });
  }
}
