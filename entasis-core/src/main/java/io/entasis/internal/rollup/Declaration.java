package io.entasis.internal.rollup;

import io.entasis.bar.BarSize;
import io.entasis.error.InvalidInputException;
import io.entasis.internal.db.Database;
import io.entasis.internal.db.Lease;
import io.entasis.internal.db.NamedSql;
import io.entasis.internal.db.PatientLease;
import io.entasis.internal.db.SqlErrors;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Adds a level: its table, filled from a level that divides it, under the lock of refreshes. */
final class Declaration {

  private static final String DOING = "declaring a size of kept bars";
  private static final String SETTINGS =
      "set transaction isolation level read committed; set local statement_timeout = 0; set local lock_timeout = '10s'";

  private final Database database;

  Declaration(Database database) {
    this.database = database;
  }

  void of(BarSize size) {
    Level level = levelOf(size);
    try (Lease lease = PatientLease.of(database.sessions(), DOING, SETTINGS)) {
      Connection connection = lease.connection();
      RefreshLock.take(connection, database.sql());
      Levels levels = Levels.read(connection, database.sql());
      if (levels.all().stream().noneMatch(known -> known.seconds() == level.seconds())) {
        make(connection, level, levels);
      }
      connection.commit();
    } catch (SQLException e) {
      throw SqlErrors.translate(DOING, e);
    }
  }

  private static Level levelOf(BarSize size) {
    Duration length = size.toDuration();
    if (!Origin.isWhole(length, Level.MINUTE.length())) {
      throw new InvalidInputException(
          "bars of " + size + " cannot be kept: they are no whole number of minutes");
    }
    return new Level((int) length.toSeconds(), "bars_" + size);
  }

  private void make(Connection connection, Level level, Levels levels) throws SQLException {
    String table = database.sql().name(level.table());
    try (Statement statement = connection.createStatement()) {
      statement.execute("create table " + table + " (like "
          + database.sql().name(Level.MINUTE.table())
          + " including all) with (fillfactor = 85)");
    }
    new SameRights(database.sql()).give(connection, Level.MINUTE.table(), level.table());
    NamedSql note = NamedSql.of(
            database.sql(),
            "insert into {rollup_level} (seconds, table_name) values (:seconds, :table)")
        .with("seconds", level.seconds())
        .with("table", level.table());
    try (PreparedStatement noting = note.prepare(connection);
        PreparedStatement filling = new RefreshSql(database.sql())
            .filling(level, levels.sourceOf(level).orElse(Level.MINUTE))
            .prepare(connection)) {
      noting.executeUpdate();
      filling.executeUpdate();
    }
  }
}
