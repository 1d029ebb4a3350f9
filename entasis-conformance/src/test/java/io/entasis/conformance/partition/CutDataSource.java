package io.entasis.conformance.partition;

import io.entasis.conformance.connection.DataSourceInFront;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Ends like a process that is killed, as the server sees it: after so many statements and commits all connections are cut
 * and there are no others.
 */
public final class CutDataSource extends DataSourceInFront {

  private static final List<String> COUNTED =
      List.of("execute", "executeQuery", "executeUpdate", "executeLargeUpdate", "commit");

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
    super(target);
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
    Connection connection = target();
    open.add(connection);
    return watched(Connection.class, connection, this::counted);
  }

  private @Nullable Object counted(Object watched, Method method, Object @Nullable [] arguments)
      throws Throwable {
    Object result = pass(watched, method, arguments);
    if (COUNTED.contains(method.getName())) {
      count();
    }
    if (result instanceof PreparedStatement) {
      return watched(PreparedStatement.class, result, this::counted);
    }
    return result instanceof Statement ? watched(Statement.class, result, this::counted) : result;
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
}
