package io.entasis.internal.loading;

import io.entasis.error.DatabaseUnavailableException;
import io.entasis.error.EntasisException;
import io.entasis.error.RetryableException;
import io.entasis.error.SchemaException;
import io.entasis.internal.db.Backend;
import io.entasis.internal.db.Database;
import io.entasis.internal.db.Lease;
import io.entasis.internal.db.PatientLease;
import io.entasis.internal.db.SqlErrors;
import io.entasis.internal.partition.PartitionRecords;
import io.entasis.internal.partition.RawFloor;
import io.entasis.partition.LoadOptions;
import io.entasis.partition.LoadStep;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Loads rows beside their table and attaches them.
 *
 * <p>The transaction that attaches is open from the start. It holds the lock that tells others of the load, which its end sets free
 * however it comes, and it began before any row was written, so that nothing counts as settled meanwhile that the rows would change.
 */
final class SideLoad {

  /** No limit of the session may end what takes long; one of them is not known to every server. */
  static final String SETTINGS = "set transaction isolation level read committed;"
      + " select set_config(name, '0', true) from pg_settings where name in"
      + " ('statement_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout')";

  private static final String BUSY = "set local lock_timeout = '5min'";

  private final Database database;
  private final LoadTarget target;
  private final LoadOptions options;
  private final Follower follower;
  private final LoadingCatalog catalog;
  private final String doing;

  SideLoad(Database database, LoadTarget target, LoadOptions options, Follower follower) {
    this.database = database;
    this.target = target;
    this.options = options;
    this.follower = follower;
    this.catalog = new LoadingCatalog(database);
    this.doing = "loading " + target.name();
  }

  /** Loads the content; without a row nothing is made. */
  Landing run(Content content) {
    catalog.removeAbandoned();
    try (Lease last = PatientLease.of(database.sessions(), doing, SETTINGS)) {
      Connection connection = last.connection();
      catalog.lock(connection, target);
      Landing landing = content.landing(floor(connection));
      new Standing(database.sql(), target).isEmptyPartition(connection);
      List<ParentIndex> indexes = ParentIndex.of(connection, database.sql(), target.table());
      Backend backend = self(connection);
      String name = catalog.enter(target, backend.pid());
      LoadingTable table = new LoadingTable(database.sql(), target, name, indexes);
      try {
        if (fill(table, content, landing)) {
          finish(connection, table, content, landing);
          commit(connection, new LastWord(backend, number(connection)));
        } else {
          catalog.discard(name);
        }
        return landing;
      } catch (RuntimeException | Error | SQLException e) {
        rollback(connection, e);
        catalog.discard(name, e);
        throw e;
      }
    } catch (SQLException e) {
      throw SqlErrors.translate(doing, e);
    }
  }

  private void finish(Connection last, LoadingTable table, Content content, Landing landing)
      throws SQLException {
    build(table, content);
    follower.begin(LoadStep.DERIVE);
    LoadingTable.execute(last, BUSY);
    Consequences consequences = target.kind().consequences();
    consequences.lock(last);
    if (content.landing(floor(last)) != landing) {
      throw new RetryableException("the raw floor of " + target.table() + " has changed while "
          + target.name() + " was loaded");
    }
    consequences.enter(last, table.name(), target.range(), landing == Landing.SEALED);
    if (landing == Landing.REOPENED) {
      new RawFloor(database.sql(), target.table()).lower(last, target.range().from());
    }
    follower.begin(LoadStep.ATTACH);
    new Attaching(table, catalog, options, follower).run(last, landing);
    content.note(last, new PartitionRecords(database.sql(), database.clock()), landing);
    target.changes().rowsCameOrWent(last, target.partition());
  }

  /** False when there was no row, and no table was made. */
  private boolean fill(LoadingTable table, Content content, Landing landing) throws SQLException {
    follower.begin(LoadStep.COPY);
    try (Lease lease = PatientLease.of(database.sessions(), doing, SETTINGS)) {
      Connection connection = lease.connection();
      catalog.keep(connection, table.name());
      table.create(connection);
      long rows = content.send(connection, table.written());
      follower.reached(rows);
      if (rows == 0 && !content.canBeEmpty()) {
        return false;
      }
      if (landing != Landing.SEALED) {
        target.kind().consequences().note(connection, content.minutes());
      }
      connection.commit();
      return true;
    }
  }

  private void build(LoadingTable table, Content content) {
    follower.begin(LoadStep.INDEX);
    List<SideWork.Task> tasks = new ArrayList<>(table.building());
    tasks.add(0, connection -> content.check(connection, table.written()));
    try {
      new SideWork(database.sessions(), doing, tasks).run(options.connections(), follower);
      new SideWork(database.sessions(), doing, List.of(table::analyze)).run(1, follower);
    } catch (SchemaException e) {
      throw new RetryableException(
          "the table of the load of " + target.name()
              + " is gone: the load was taken for abandoned after its connection was lost",
          e);
    }
  }

  /** When the answer is lost, the server tells what became of the transaction. */
  private void commit(Connection last, LastWord word) throws SQLException {
    try {
      last.commit();
    } catch (SQLException e) {
      if (!SqlErrors.isConnectionLoss(e) || !isDone(word, e)) {
        throw e;
      }
    } finally {
      target.changes().committed(target.partition());
    }
  }

  private boolean isDone(LastWord word, SQLException lost) {
    try {
      return database.sessions().with(doing, word::isCommitted);
    } catch (EntasisException e) {
      e.addSuppressed(lost);
      throw new DatabaseUnavailableException(
          "the connection was lost while " + target.name()
              + " was attached, and the server cannot tell; once it can, try again: a partition that is there is refused",
          e);
    }
  }

  private Optional<Instant> floor(Connection connection) throws SQLException {
    return new RawFloor(database.sql(), target.table()).read(connection);
  }

  private static String number(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_current_xact_id()::text")) {
      row.next();
      return row.getString(1);
    }
  }

  private static Backend self(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select " + Backend.SELF)) {
      row.next();
      return new Backend(row.getInt(1), row.getString(2));
    }
  }

  private static void rollback(Connection connection, Throwable failure) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }
}
