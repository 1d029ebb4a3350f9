package io.entasis.examples;

import io.entasis.Entasis;
import io.entasis.error.EntasisException;
import io.entasis.testkit.TestDatabase;
import io.entasis.testkit.TestServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;

/** The database of a run: the user's own, or one that lives as long as the run. */
final class Database implements AutoCloseable {

  private final Optional<TestServer> server;
  private final Login login;
  private final Entasis entasis;
  private final String description;

  private Database(Optional<TestServer> server, Login login, String description) {
    this.server = server;
    this.login = login;
    this.entasis = login.open();
    this.description = description;
  }

  static Database open(Optional<Login> login) throws FailedException {
    return login.isPresent() ? at(login.get()) : embedded();
  }

  Entasis entasis() {
    return entasis;
  }

  /** A connection past the library, to look at what it has stored. */
  Connection connect() throws SQLException {
    return DriverManager.getConnection(
        login.url(), login.user().orElse(null), login.password().orElse(null));
  }

  @Override
  public void close() {
    entasis.close();
    server.ifPresent(TestServer::close);
  }

  @Override
  public String toString() {
    return description;
  }

  private static Database at(Login login) throws FailedException {
    try {
      return new Database(Optional.empty(), login, login.toString());
    } catch (EntasisException e) {
      throw new FailedException("cannot use " + login + ": " + e.getMessage(), e);
    }
  }

  /** As durable as a server in production, so that the rows per second mean something. */
  private static Database embedded() throws FailedException {
    try {
      return in(TestServer.embedded().durable().start());
    } catch (IllegalStateException e) {
      throw new FailedException(
          "cannot start a PostgreSQL here, give one with --jdbc-url: " + e.getMessage(), e);
    }
  }

  private static Database in(TestServer server) {
    try {
      TestDatabase database = server.createEmptyDatabase();
      Login login = new Login(
          database.jdbcUrl(), Optional.of(database.user()), Optional.of(database.password()));
      return new Database(
          Optional.of(server),
          login,
          "an embedded PostgreSQL on port " + server.port() + ", thrown away at the end");
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }
}
