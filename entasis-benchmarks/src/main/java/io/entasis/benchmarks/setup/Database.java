package io.entasis.benchmarks.setup;

import io.entasis.Entasis;
import io.entasis.ingest.IngestOptions;
import io.entasis.ingest.IngestReport;
import io.entasis.testkit.TestDatabase;
import io.entasis.testkit.TestServer;
import io.entasis.tick.Tick;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Stream;

/** A database with the tables of Entasis, an Entasis over a pool of its own, and bare connections beside it. */
public final class Database implements AutoCloseable {

  private static final IngestOptions LONG_HISTORY =
      IngestOptions.defaults().maxNewPartitions(1_000);

  private final TestServer server;
  private final TestDatabase database;
  private final Entasis entasis;
  private final Entasis unpooled;

  /** A fresh one, without ticks. */
  public Database(TestServer server) {
    this.server = server;
    this.database = server.createDatabase();
    this.entasis = Entasis.builder()
        .url(database.jdbcUrl())
        .user(database.user())
        .password(database.password())
        .statementTimeout(Duration.ofMinutes(30))
        .rollupRefresh(Duration.ZERO)
        .open();
    this.unpooled = Entasis.builder()
        .dataSource(database.dataSource())
        .rollupRefresh(Duration.ZERO)
        .open();
  }

  /** The library, warm as soon as it was used. */
  public Entasis entasis() {
    return entasis;
  }

  /** The library over connections that are opened for each question. */
  public Entasis unpooled() {
    return unpooled;
  }

  /** A bare connection; {@code parameters} are those of the driver, such as {@code a=1&b=2}. */
  public Connection connect(String parameters) throws SQLException {
    String url = database.jdbcUrl();
    return DriverManager.getConnection(
        url + (url.contains("?") ? "&" : "?") + parameters, database.user(), database.password());
  }

  /** A bare connection as an app would open it. */
  public Connection connect() throws SQLException {
    return connect("");
  }

  /** Stores ticks, and brings the tables into the state that they have after a while. */
  public void load(Stream<Tick> ticks) {
    IngestReport report = entasis.ticks().saveAll(ticks, LONG_HISTORY);
    if (report.rejected() > 0) {
      throw new IllegalStateException(report.toString());
    }
    execute("vacuum analyze");
    execute("checkpoint");
  }

  /** Removes all ticks and lets every writer begin alike. */
  public void empty() {
    execute(
        "truncate market_data, ingest_batch; truncate rollup_ledger, bars_1m, bars_1h, bars_1d");
    execute("checkpoint");
  }

  /** Runs a statement on a connection of its own. */
  public void execute(String sql) {
    database.execute(sql);
  }

  /** The one line that the query gives, its columns separated by bars. */
  public String value(String sql) {
    return database.query(sql).get(0);
  }

  /** PostgreSQL's own client on this database, if there is one. */
  public Psql psql() {
    return new Psql(
        server.host(), server.port(), database.user(), database.password(), database.name());
  }

  @Override
  public void close() {
    unpooled.close();
    entasis.close();
    database.close();
  }

  /** URL, user and password, for another process. */
  public String[] address() {
    return new String[] {database.jdbcUrl(), database.user(), database.password()};
  }
}
