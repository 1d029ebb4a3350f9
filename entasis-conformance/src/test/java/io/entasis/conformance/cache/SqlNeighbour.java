package io.entasis.conformance.cache;

import io.entasis.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** A program that knows nothing of the library: long and short transactions, savepoints, rollbacks. */
final class SqlNeighbour {

  private final Workload workload;
  private final Random random;
  private final TestDatabase database;

  SqlNeighbour(TestDatabase database, long seed) {
    this.database = database;
    this.workload = new Workload("sql", seed);
    this.random = new Random(seed);
  }

  /** Writes each of its subjects once, then at random until it is told to stop. */
  List<Event> run(BooleanSupplier goesOn) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (Kept kept : Kept.values()) {
        for (String subject : Workload.subjects("sql")) {
          int version = workload.next(kept, subject);
          statement.execute(kept.sql(subject, version));
          connection.commit();
          workload.committed(kept, subject, version);
        }
      }
      while (goesOn.getAsBoolean()) {
        transaction(connection, statement);
      }
    }
    return workload.events();
  }

  private void transaction(Connection connection, Statement statement) throws SQLException {
    Kept kept = Kept.any(random);
    String subject = workload.subject("sql");
    int version = workload.next(kept, subject);
    statement.execute(kept.sql(subject, version));
    Savepoint before = connection.setSavepoint();
    statement.execute(kept.sql(subject, 1_000_000));
    connection.rollback(before);
    if (random.nextInt(10) == 0) {
      Caching.awaitPast(System.nanoTime(), Duration.ofMillis(random.nextInt(700)));
    }
    if (random.nextInt(4) == 0) {
      connection.rollback();
    } else {
      connection.commit();
      workload.committed(kept, subject, version);
    }
  }
}
