package io.entasis.internal.ingest;

import io.entasis.internal.change.Change;
import io.entasis.internal.db.Backend;
import io.entasis.internal.db.SqlWork;
import io.entasis.internal.db.TransactionSessions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Runs each write in a transaction of the app; one that fails leaves nothing of itself in it.
 *
 * @param sessions the connection of the transaction
 * @param ledger takes note of the write, so that a lost commit can be resolved
 */
public record OnceInJoinedTransaction(TransactionSessions sessions, Ledger ledger) implements Once {

  @Override
  public <R> R run(String table, Change change, SqlWork<R> write) {
    return sessions.with("storing rows", connection -> {
      Savepoint before = connection.setSavepoint();
      try {
        R result = write.run(connection);
        String key = UUID.randomUUID().toString();
        Optional<Backend> backend = ledger.note(connection, key, table);
        connection.releaseSavepoint(before);
        backend.ifPresent(self -> sessions.wroteBatch(key, self));
        sessions.afterCommit(() -> ledger.committed(List.of(change)));
        return result;
      } catch (SQLException | RuntimeException e) {
        undo(connection, before, e);
        throw e;
      }
    });
  }

  private static void undo(Connection connection, Savepoint before, Exception failure) {
    try {
      connection.rollback(before);
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }
}
