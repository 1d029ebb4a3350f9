package io.entasis.testkit;

import io.entasis.Entasis;
import io.entasis.error.DatabaseException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * The migrated database of a server that others are cloned from; made when the first is.
 * Thread-safe.
 */
final class Template {

  private final ServerHost host;
  private final PlainSql admin;
  private final Clock clock;
  private @Nullable String name;

  Template(ServerHost host, PlainSql admin, Clock clock) {
    this.host = host;
    this.admin = admin;
    this.clock = clock;
  }

  synchronized String name() {
    if (name == null) {
      name = make();
    }
    return name;
  }

  /** Makes another one next time. */
  synchronized void forget() {
    name = null;
  }

  synchronized void drop() {
    if (name != null) {
      try {
        admin.execute(dropping(name));
      } catch (DatabaseException e) {
        // The server may be gone already; otherwise it is found again as a leftover.
      }
      name = null;
    }
  }

  private String make() {
    String fresh = DatabaseName.fresh(clock.instant());
    admin.execute("create database " + fresh);
    try {
      migrate(fresh);
      // A database that somebody is connected to cannot be cloned.
      admin.execute("alter database " + fresh + " allow_connections false");
      return fresh;
    } catch (RuntimeException e) {
      admin.execute(dropping(fresh));
      throw e;
    }
  }

  private void migrate(String database) {
    PlainDataSource dataSource =
        new PlainDataSource(host.url().withDatabase(database), host.user(), host.password());
    try (Entasis entasis = Entasis.builder().dataSource(dataSource).open()) {
      entasis.schema().migrate();
    }
  }

  static String dropping(String database) {
    return "drop database if exists " + database + " with (force)";
  }
}
