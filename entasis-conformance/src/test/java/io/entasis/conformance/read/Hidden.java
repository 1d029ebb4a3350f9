package io.entasis.conformance.read;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;

/**
 * A DataSource as some pools and tracers make it: its connections hide the driver, so that COPY cannot be had. It remembers the
 * statements that were run, and the connection that was handed out last.
 */
final class Hidden {

  /**
   * A statement that was run.
   *
   * @param sql its text
   * @param values the values of its parameters, in order
   */
  record Run(String sql, List<Object> values) {}

  private final DataSource target;
  private final List<Run> runs = Collections.synchronizedList(new ArrayList<>());

  Hidden(DataSource target) {
    this.target = target;
  }

  /** The DataSource to hand in. */
  DataSource dataSource() {
    return proxy(DataSource.class, (proxy, method, args) -> {
      Object result = call(target, method, args);
      return result instanceof Connection connection ? hidden(connection) : result;
    });
  }

  /** The statements so far. */
  List<Run> runs() {
    return List.copyOf(runs);
  }

  /** Forgets the statements. */
  void clear() {
    runs.clear();
  }

  private Connection hidden(Connection connection) {
    return proxy(Connection.class, (proxy, method, args) -> switch (method.getName()) {
      case "isWrapperFor" -> false;
      case "unwrap" -> throw new SQLException("hidden");
      case "createStatement" ->
        statement(Statement.class, (Statement) call(connection, method, args), "");
      case "prepareStatement" ->
        statement(
            PreparedStatement.class, (PreparedStatement) call(connection, method, args), (String)
                args[0]);
      default -> call(connection, method, args);
    });
  }

  private <T extends Statement> T statement(Class<T> type, T statement, String prepared) {
    List<Object> values = new ArrayList<>();
    return proxy(type, (proxy, method, args) -> {
      String name = method.getName();
      if (name.startsWith("execute")) {
        boolean given = args != null && args.length > 0;
        runs.add(new Run(given ? (String) args[0] : prepared, List.copyOf(values)));
      } else if (name.startsWith("set")
          && method.getParameterTypes()[0] == int.class
          && args.length > 1) {
        values.add(args[1]);
      }
      return call(statement, method, args);
    });
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static Object call(Object target, Method method, Object[] args) throws Throwable {
    try {
      return method.invoke(target, args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
