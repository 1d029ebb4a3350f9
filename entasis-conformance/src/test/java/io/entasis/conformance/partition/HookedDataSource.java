package io.entasis.conformance.partition;

import io.entasis.conformance.connection.DataSourceInFront;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Does something right before a statement with a certain text is sent for the first time, or instead of a commit. */
final class HookedDataSource extends DataSourceInFront {

  private final AtomicReference<Hook> before = new AtomicReference<>(Hook.NONE);
  private final AtomicReference<Hook> atCommit = new AtomicReference<>(Hook.NONE);

  HookedDataSource(DataSource target) {
    super(target);
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
    Connection connection = target();
    return watched(Connection.class, connection, hooked(connection));
  }

  private Call hooked(Connection connection) {
    return (watched, method, arguments) -> {
      look(connection, method, arguments);
      Object result = pass(watched, method, arguments);
      return result instanceof Statement made && method.getName().equals("createStatement")
          ? watched(Statement.class, made, hooked(connection))
          : result;
    };
  }

  private void look(Connection connection, Method method, Object @Nullable [] arguments)
      throws SQLException {
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

  /** Something done in between. */
  interface Work {

    /** Does it; the connection is the one that is about to be used. */
    void run(Connection connection) throws SQLException;
  }

  private record Hook(String text, Work work) {

    static final Hook NONE = new Hook("\0", connection -> {});
  }
}
