package io.entasis.testkit;

import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import org.opentest4j.TestAbortedException;

/**
 * A PostgreSQL server for tests, examples and benchmarks.
 *
 * <pre>{@code
 * try (TestServer server = TestServer.start();
 *     TestDatabase database = server.createDatabase();
 *     Entasis entasis = database.entasis().open()) {
 *   entasis.ticks().saveAll(feed);
 * }
 * }</pre>
 *
 * <p>Safe for use by several threads.
 */
public final class TestServer implements AutoCloseable {

  private static final Pattern PLAIN_NAME = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

  private final ServerHost host;
  private final PlainSql admin;
  private final Template template;
  private final Clock clock = Clock.systemUTC();

  TestServer(ServerHost host) {
    this.host = host;
    this.admin = new PlainSql(new PlainDataSource(host.url(), host.user(), host.password()));
    this.template = new Template(host, admin, clock);
  }

  /**
   * Starts the server that the system properties name, or else the environment variables of the
   * same meaning:
   *
   * <ul>
   * <li>{@code entasis.test.jdbcUrl}, {@code entasis.test.user}, {@code entasis.test.password}
   *     (ENTASIS_TEST_JDBC_URL and so on): a running server. The role must be allowed to create
   *     databases. What crashed runs left there more than a day ago is dropped.
   * <li>{@code entasis.test.container}, such as {@code postgres:18}: a container, through
   *     Testcontainers 2.
   * <li>none of them: an embedded server, fast and not durable.
   * </ul>
   *
   * The caller closes it.
   *
   * @throws IllegalStateException when the settings contradict each other or the server does not
   *     start
   * @throws io.entasis.error.DatabaseException when the running server cannot be reached
   */
  public static TestServer start() {
    return start(ServerChoice.ofProcess(), false);
  }

  /** Starts the settings of an embedded server, whatever the system properties say. */
  public static EmbeddedServerBuilder embedded() {
    return new EmbeddedServerBuilder();
  }

  static TestServer start(ServerChoice choice, boolean durable) {
    TestServer server = new TestServer(choice.start(durable));
    if (choice.isShared()) {
      new Leftovers(server.admin).drop(server.clock.instant());
    }
    return server;
  }

  /** Name or address of the server's machine. */
  public String host() {
    return host.url().host();
  }

  /** Port the server listens on; stays the same when it is restarted. */
  public int port() {
    return host.url().port();
  }

  /** Whether what is committed survives a crash: fsync is on and synchronous_commit is not off. */
  public boolean isDurable() {
    return admin
        .query(
            "select current_setting('fsync') = 'on' and current_setting('synchronous_commit') <> 'off'")
        .equals(List.of("t"));
  }

  /**
   * Makes a database with the tables of Entasis: a clone of one that is migrated once per server.
   * Closing it drops it.
   *
   * @throws io.entasis.error.DatabaseException when the server refuses
   */
  public TestDatabase createDatabase() {
    return create(" template " + template.name());
  }

  /**
   * Makes a database without tables. Closing it drops it.
   *
   * @throws io.entasis.error.DatabaseException when the server refuses
   */
  public TestDatabase createEmptyDatabase() {
    return create("");
  }

  /**
   * The database of this name, made without tables when it is missing. Closing it keeps it; so an
   * embedded server with a folder of its own finds its data again.
   *
   * @throws IllegalArgumentException when the name is not made of lower-case letters, digits and
   *     underscores
   * @throws io.entasis.error.DatabaseException when the server refuses
   */
  public TestDatabase database(String name) {
    if (!PLAIN_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a plain name of a database: " + name);
    }
    if (admin.query("select from pg_database where datname = '" + name + "'").isEmpty()) {
      admin.execute("create database " + name);
    }
    return TestDatabase.kept(host, name);
  }

  /**
   * Stops the server in order and starts it again, with the same data, port and settings.
   * Connections end with SQLState 57P01.
   *
   * @throws TestAbortedException when the server is not embedded; JUnit counts the test as skipped
   * @throws IllegalStateException when the server does not start again
   */
  public void restart() {
    host.restart();
  }

  /**
   * Kills the server with all of its processes, as kill -9 does, and starts it again on the same
   * data; returns when it has recovered. What a durable server has acknowledged is still there;
   * another may have lost the latest commits, or whole databases.
   *
   * @throws TestAbortedException when the server is not embedded; JUnit counts the test as skipped
   * @throws IllegalStateException when the server does not start again
   */
  public void kill() {
    template.forget();
    host.kill();
  }

  /**
   * Stops a server that was started here; one that ran before runs on. Calling it again does
   * nothing.
   */
  @Override
  public void close() {
    template.drop();
    host.close();
  }

  /** Where the server comes from, for messages. */
  @Override
  public String toString() {
    return host.toString();
  }

  private TestDatabase create(String origin) {
    String name = DatabaseName.fresh(clock.instant());
    admin.execute("create database " + name + origin);
    return TestDatabase.dropped(host, name, admin);
  }
}
