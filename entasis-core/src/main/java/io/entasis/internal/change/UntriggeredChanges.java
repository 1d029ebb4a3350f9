package io.entasis.internal.change;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Changes that fire no trigger: noted in the log in their own transaction, and told to this process after it. */
public final class UntriggeredChanges {

  private final ChangeLog log;
  private final ChangeListener listener;

  /** To be noted in that log and told to that listener. */
  public UntriggeredChanges(ChangeLog log, ChangeListener listener) {
    this.log = log;
    this.listener = listener;
  }

  /** Notes, in the transaction of the connection, that any rows of the kind may have changed. */
  public void note(Connection connection, ChangeKind kind) throws SQLException {
    log.noteAll(connection, kind);
  }

  /** Tells of that once the transaction is committed, or may be. */
  public void committed(ChangeKind kind) {
    listener.committed(List.of(Change.anyOf(kind)));
  }
}
