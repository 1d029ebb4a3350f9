package io.entasis.codegen;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jooq.meta.postgres.PostgresDatabase;
import org.jooq.tools.jdbc.JDBCUtils;
import org.jspecify.annotations.Nullable;

/**
 * The database that jOOQ's code generator reads: an embedded PostgreSQL, started and migrated on
 * first use and stopped with {@link #close()}, so that generating needs no server and no settings.
 *
 * <p>The generator configuration names this class and gives one property, {@value
 * #MIGRATIONS_PROPERTY}: the folder of the SQL migrations, relative to the generator's base folder.
 *
 * <p>Like every jOOQ meta database, an instance serves one generator run on one thread.
 */
public class EmbeddedPostgresDatabase extends PostgresDatabase {

  /** Name of the property that holds the folder of the migrations. */
  public static final String MIGRATIONS_PROPERTY = "migrations";

  /** It is the first server of a build, which unpacks it. */
  private static final Duration STARTUP = Duration.ofMinutes(1);

  private static final String HISTORY_TABLE = "entasis_schema_history";

  private @Nullable EmbeddedPostgres postgres;

  /** Creates a database that starts its server when the generator first asks for it. */
  public EmbeddedPostgresDatabase() {}

  /**
   * Starts and migrates the server on the first call.
   *
   * @throws UncheckedIOException if the server does not start
   * @throws IllegalStateException if the folder of the migrations is not configured
   */
  @Override
  protected DSLContext create0() {
    if (postgres == null) {
      Path migrations = migrations();
      // setConnection calls back into this method: the field must be set before.
      postgres = start();
      DataSource dataSource = postgres.getPostgresDatabase();
      migrate(dataSource, migrations);
      connect(dataSource);
    }
    return super.create0();
  }

  /** Closes the connection and stops the server; does nothing when it was never started. */
  @Override
  public void close() {
    super.close();
    JDBCUtils.safeClose(getConnection());
    if (postgres != null) {
      stop(postgres);
    }
  }

  private Path migrations() {
    String folder = getProperties().getProperty(MIGRATIONS_PROPERTY);
    if (folder == null) {
      throw new IllegalStateException(
          "The generator configuration has no property \"" + MIGRATIONS_PROPERTY + "\".");
    }
    return Path.of(getBasedir()).resolve(folder);
  }

  private void connect(DataSource dataSource) {
    try {
      setConnection(dataSource.getConnection());
    } catch (SQLException e) {
      throw new DataAccessException("Cannot connect to the embedded PostgreSQL.", e);
    }
  }

  private static void migrate(DataSource dataSource, Path migrations) {
    Flyway.configure()
        .dataSource(dataSource)
        .locations("filesystem:" + migrations)
        .failOnMissingLocations(true)
        .table(HISTORY_TABLE)
        .load()
        .migrate();
  }

  private static EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.builder().setPGStartupWait(STARTUP).start();
    } catch (IOException e) {
      throw new UncheckedIOException("The embedded PostgreSQL did not start.", e);
    }
  }

  private static void stop(EmbeddedPostgres postgres) {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException("The embedded PostgreSQL did not stop.", e);
    }
  }
}
