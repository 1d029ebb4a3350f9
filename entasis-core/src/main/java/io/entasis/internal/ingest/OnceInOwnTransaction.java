package io.entasis.internal.ingest;

import io.entasis.ingest.IngestOptions;
import io.entasis.internal.change.Change;
import io.entasis.internal.db.Backend;
import io.entasis.internal.db.Database;
import io.entasis.internal.db.SqlWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Runs each write in a transaction of its own, and again where that is safe.
 *
 * @param database the database
 * @param ledger tells what became of a lost commit
 */
public record OnceInOwnTransaction(Database database, Ledger ledger) implements Once {

  @Override
  public <R> R run(String table, Change change, SqlWork<R> write) {
    String key = UUID.randomUUID().toString();
    OneWrite<R> attempt = new OneWrite<>(ledger, key, table, write);
    ledger.committing(
        List.of(change),
        () -> new Attempts(database, ledger, key, IngestOptions.defaults())
            .run(MonthsNeeded.NONE, attempt));
    ledger.keepShort();
    return attempt.result();
  }

  private static final class OneWrite<R> implements Attempt {

    private final Ledger ledger;
    private final String key;
    private final String table;
    private final SqlWork<R> write;
    private @Nullable R result;

    OneWrite(Ledger ledger, String key, String table, SqlWork<R> write) {
      this.ledger = ledger;
      this.key = key;
      this.table = table;
      this.write = write;
    }

    /** Whatever the default of the DataSource: the write has to see what others committed while it waited for them. */
    @Override
    public Optional<Backend> begin(Connection connection) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute("set transaction isolation level read committed");
      }
      return ledger.note(connection, key, table);
    }

    @Override
    public void write(Connection connection) throws SQLException {
      result = write.run(connection);
    }

    /** What the last attempt gave, which is the one that counts. */
    R result() {
      return Objects.requireNonNull(result, "result");
    }
  }
}
