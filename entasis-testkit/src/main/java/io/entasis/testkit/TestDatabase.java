package io.entasis.testkit;

import io.entasis.Entasis;
import io.entasis.EntasisBuilder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;

/**
 * A database of a {@link TestServer}, and ways to reach it. The connections it hands out are
 * counted, so that {@link #assertNoOpenConnections()} can tell which were forgotten.
 *
 * <p>Safe for use by several threads.
 */
public final class TestDatabase implements AutoCloseable {

  /** What all views of one database share. */
  private record Shared(Borrowings borrowings, AtomicBoolean closed, Runnable drop) {}

  private final JdbcUrl url;
  private final String user;
  private final String password;
  private final Shared shared;
  private final DataSource dataSource;

  private TestDatabase(JdbcUrl url, String user, String password, Shared shared) {
    this.url = url;
    this.user = user;
    this.password = password;
    this.shared = shared;
    this.dataSource = new PlainDataSource(url, user, password, shared.borrowings());
  }

  static TestDatabase dropped(ServerHost host, String name, PlainSql admin) {
    return of(host, name, () -> admin.execute(Template.dropping(name)));
  }

  static TestDatabase kept(ServerHost host, String name) {
    return of(host, name, () -> {});
  }

  private static TestDatabase of(ServerHost host, String name, Runnable drop) {
    Shared shared = new Shared(new Borrowings(), new AtomicBoolean(), drop);
    return new TestDatabase(host.url().withDatabase(name), host.user(), host.password(), shared);
  }

  /** Name of the database. */
  public String name() {
    return url.database();
  }

  /** URL of the database, without user and password. */
  public String jdbcUrl() {
    return url.toString();
  }

  /** Role to connect as. */
  public String user() {
    return user;
  }

  /** Password of the role; empty when the server asks for none. */
  public String password() {
    return password;
  }

  /** A DataSource without a pool: each call connects anew, and closing the connection ends it. */
  public DataSource dataSource() {
    return dataSource;
  }

  /**
   * Connects; the caller closes the connection.
   *
   * @throws SQLException when the server refuses
   */
  public Connection connect() throws SQLException {
    return dataSource.getConnection();
  }

  /**
   * Runs a statement on a connection of its own.
   *
   * @throws io.entasis.error.DatabaseException when it fails; the cause is the SQLException
   */
  public void execute(String sql) {
    new PlainSql(dataSource).execute(sql);
  }

  /**
   * Runs a query on a connection of its own, and gives its rows as lines: the columns as text,
   * separated by a bar, null as nothing.
   *
   * @throws io.entasis.error.DatabaseException when it fails; the cause is the SQLException
   */
  public List<String> query(String sql) {
    return new PlainSql(dataSource).query(sql);
  }

  /**
   * Settings of an Entasis on this database, through {@link #dataSource()}; to be refined, opened
   * and closed by the caller. Unless the test asks for it, nothing runs in the background.
   */
  public EntasisBuilder entasis() {
    Properties quiet = new Properties();
    quiet.setProperty("entasis.rollup-refresh", "PT0S");
    return Entasis.builder().dataSource(dataSource).defaults(quiet);
  }

  /** The same database, reached through the proxy. Closing either closes both. */
  public TestDatabase through(FaultProxy proxy) {
    return new TestDatabase(url.withAddress(proxy.host(), proxy.port()), user, password, shared);
  }

  /**
   * The same database, with a parameter of the JDBC driver, as in {@code with("socketTimeout",
   * "2")}. Closing either closes both.
   */
  public TestDatabase with(String parameter, String value) {
    return new TestDatabase(url.with(parameter, value), user, password, shared);
  }

  /**
   * Checks that every connection of {@link #dataSource()} and {@link #connect()}, also of the other
   * views of this database, has been closed.
   *
   * @throws AssertionError when one is open; the message says where it was borrowed, and the
   *     suppressed exceptions hold the stacks
   */
  public void assertNoOpenConnections() {
    shared.borrowings().assertNoneOpen(name());
  }

  /**
   * Ends the connections that are left and drops the database, unless it was asked for by name.
   * Calling it again does nothing.
   *
   * @throws io.entasis.error.DatabaseException when the server refuses
   */
  @Override
  public void close() {
    if (shared.closed().compareAndSet(false, true)) {
      shared.borrowings().closeAll();
      shared.drop().run();
    }
  }

  /** The URL. */
  @Override
  public String toString() {
    return jdbcUrl();
  }
}
