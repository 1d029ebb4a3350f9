package io.entasis.internal.schema;

import io.entasis.error.SchemaException;
import io.entasis.error.SchemaException.Problem;
import io.entasis.internal.db.PooledSessions;
import io.entasis.schema.MigrationReport;
import io.entasis.schema.Schema;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/** Migrates with Flyway, by a history table and from a folder that an app's own Flyway does not know. */
public final class FlywaySchema implements Schema {

  private static final String LOCATION = "classpath:io/entasis/schema/migration";
  private static final String HISTORY = "entasis_schema_history";
  private static final String DOING_INFO = "reading the schema";
  private static final String DOING_MIGRATE = "migrating the schema";
  private static final int ATTEMPTS = 20;
  private static final long PAUSE_NANOS = Duration.ofMillis(100).toNanos();

  private final PooledSessions sessions;
  private final String schema;

  /** Of the tables in that schema. */
  public FlywaySchema(PooledSessions sessions, String schema) {
    this.sessions = sessions;
    this.schema = schema;
  }

  @Override
  public MigrationReport migrate() {
    Flyway flyway = flyway();
    checkedHistory(flyway);
    for (int attempt = 1; ; attempt++) {
      try {
        List<String> applied = flyway.migrate().migrations.stream()
            .map(migration -> migration.version)
            .toList();
        return new MigrationReport(schema, applied);
      } catch (FlywayException e) {
        if (attempt == ATTEMPTS || !FlywayErrors.isOvertakenBaseline(e)) {
          throw FlywayErrors.translate(DOING_MIGRATE, e);
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  @Override
  public void validate() {
    MigrationInfo[] history = checkedHistory(flyway());
    List<MigrationInfo> pending = Arrays.stream(history)
        .filter(migration -> migration.getState() == MigrationState.PENDING)
        .toList();
    if (pending.size() == history.length) {
      throw new SchemaException(
          Problem.MISSING, "schema " + schema + " has no tables of Entasis; migrate it first");
    }
    if (!pending.isEmpty()) {
      throw new SchemaException(
          Problem.BEHIND,
          "schema " + schema + " is behind this version of Entasis, it lacks migration "
              + pending.get(0).getVersion() + "; migrate it first");
    }
    ExpectedTables.missingColumn(sessions, schema).ifPresent(column -> {
      throw new SchemaException(
          Problem.FOREIGN,
          "schema " + schema + " was migrated by Entasis but has no " + column
              + "; it was altered since");
    });
  }

  /** The tables are looked for before the history is read, so that one that another process writes meanwhile explains them. */
  private MigrationInfo[] checkedHistory(Flyway flyway) {
    Optional<String> present = ExpectedTables.present(sessions, schema);
    MigrationInfo[] history = history(flyway);
    failIfUnusable(history);
    boolean untouched = Arrays.stream(history)
        .allMatch(migration -> migration.getState() == MigrationState.PENDING);
    if (untouched && present.isPresent()) {
      throw new SchemaException(
          Problem.FOREIGN,
          "schema " + schema + " has a table " + present.get()
              + " that Entasis has not made; use another schema");
    }
    return history;
  }

  private void failIfUnusable(MigrationInfo[] history) {
    for (MigrationInfo migration : history) {
      MigrationState state = migration.getState();
      if (state == MigrationState.FUTURE_SUCCESS || state == MigrationState.FUTURE_FAILED) {
        throw new SchemaException(
            Problem.AHEAD,
            "schema " + schema + " was migrated to " + migration.getVersion()
                + " by a newer version of Entasis; use that version");
      }
      if (state.isFailed() || (state.isApplied() && !migration.isChecksumMatching())) {
        throw new SchemaException(
            Problem.FOREIGN,
            "migration " + migration.getVersion() + " of schema " + schema
                + " is not the one that this version of Entasis holds");
      }
    }
  }

  private MigrationInfo[] history(Flyway flyway) {
    try {
      return Arrays.stream(flyway.info().all())
          .filter(migration -> migration.getState() != MigrationState.BASELINE)
          .toArray(MigrationInfo[]::new);
    } catch (FlywayException e) {
      throw FlywayErrors.translate(DOING_INFO, e);
    }
  }

  private Flyway flyway() {
    return Flyway.configure()
        .dataSource(sessions.dataSource())
        .loggers("slf4j")
        .locations(LOCATION)
        .table(HISTORY)
        .schemas(schema)
        .defaultSchema(schema)
        .createSchemas(true)
        // The schema may hold tables of the app; they are none of our business.
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .failOnMissingLocations(true)
        .load();
  }
}
