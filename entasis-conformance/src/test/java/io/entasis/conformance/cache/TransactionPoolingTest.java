package io.entasis.conformance.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entasis.Entasis;
import io.entasis.query.AnswerSource;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Behind a pooler that lends another session to each transaction, and one that has forgotten everything: the longest unused one of three,
 * emptied by DISCARD ALL.
 */
@EntasisTest
class TransactionPoolingTest {

  private final Deque<Connection> idle = new ArrayDeque<>();
  private final TestDatabase database;

  TransactionPoolingTest(TestDatabase database) throws SQLException {
    this.database = database;
    for (int i = 0; i < 3; i++) {
      idle.add(database.with("prepareThreshold", "0").connect());
    }
  }

  @AfterEach
  void disconnect() throws SQLException {
    for (Connection connection : idle) {
      connection.close();
    }
  }

  @Test
  void changesAreSeen() {
    try (Entasis entasis = Caching.following(Entasis.builder()
        .rollupRefresh(Duration.ZERO)
        .dataSource(pooler())
        .cache(Caching.CALM)
        .open())) {
      for (int version = 1; version <= 3; version++) {
        int wanted = version;
        database.execute(Kept.PREDICTION.sql("A", version));
        await()
            .atMost(Caching.PATIENCE)
            .until(
                () -> Kept.PREDICTION.answer(entasis, "A"),
                answer -> answer.value() == wanted && answer.source() == AnswerSource.CACHE);
      }
      await().atMost(Caching.PATIENCE).until(() -> entasis.cache().polls().polls() > 3);
      assertThat(entasis.cache().polls().failures()).isZero();
      assertThat(entasis.cache().polls().restarts()).isZero();
    }
  }

  private DataSource pooler() {
    return proxy(DataSource.class, new Object(), "getConnection");
  }

  private Connection lend() {
    synchronized (idle) {
      while (idle.isEmpty()) {
        try {
          idle.wait();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException(e);
        }
      }
      return proxy(Connection.class, idle.removeFirst(), "");
    }
  }

  private void takeBack(Connection connection) throws SQLException {
    connection.setAutoCommit(true);
    try (Statement statement = connection.createStatement()) {
      statement.execute("discard all");
    }
    synchronized (idle) {
      idle.addLast(connection);
      idle.notifyAll();
    }
  }

  private <T> T proxy(Class<T> type, Object target, String lending) {
    return type.cast(Proxy.newProxyInstance(
        type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
          if (method.getName().equals(lending)) {
            return lend();
          }
          if (method.getName().equals("close")) {
            takeBack((Connection) target);
            return null;
          }
          try {
            return method.invoke(target, args);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        }));
  }
}
