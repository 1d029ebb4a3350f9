package io.entasis;

import io.entasis.cache.CacheSettings;
import io.entasis.error.InvalidConfigurationException;
import io.entasis.internal.Assembly;
import io.entasis.internal.Settings;
import io.entasis.internal.SettingsDraft;
import io.entasis.prediction.ValueMeaning;
import java.time.Clock;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;

/**
 * The settings of an {@link Entasis}. Give it either a DataSource of the app, or a URL for a connection pool of its own. All
 * mistakes are reported at once by {@link #open()}.
 *
 * <p>For one thread.
 */
public final class EntasisBuilder {

  private final SettingsDraft draft = new SettingsDraft();

  EntasisBuilder() {}

  /** The app's own connections; Entasis borrows them and never closes the DataSource. Excludes all settings of the pool. */
  public EntasisBuilder dataSource(DataSource dataSource) {
    draft.dataSource(dataSource);
    return this;
  }

  /**
   * JDBC URL of a PostgreSQL database, for a connection pool of Entasis. Its parameters win over the defaults of Entasis: TCP
   * keep-alive, bounded socket, statement and lock waits, UTC sessions, and for a server on another machine
   * {@code sslmode=verify-full} and {@code requireAuth=scram-sha-256}.
   */
  public EntasisBuilder url(String url) {
    draft.set("url", url);
    return this;
  }

  /** User of the pool's connections. */
  public EntasisBuilder user(String user) {
    draft.set("user", user);
    return this;
  }

  /** Password of the pool's connections; it appears in no message and no log. */
  public EntasisBuilder password(String password) {
    draft.set("password", password);
    return this;
  }

  /** Schema of the tables; by default the current schema of the connections. */
  public EntasisBuilder schema(String schema) {
    draft.set("schema", schema);
    return this;
  }

  /** Most connections the pool holds; 10 by default. */
  public EntasisBuilder poolSize(int connections) {
    draft.set("pool-size", Integer.toString(connections));
    return this;
  }

  /** How long a caller waits for a connection of the pool; 10 seconds by default. */
  public EntasisBuilder connectionTimeout(Duration timeout) {
    draft.set("connection-timeout", timeout.toString());
    return this;
  }

  /** How long one statement of the pool's connections may run; one minute by default. */
  public EntasisBuilder statementTimeout(Duration timeout) {
    draft.set("statement-timeout", timeout.toString());
    return this;
  }

  /** How long a statement of the pool's connections may wait for a lock; 10 seconds by default. */
  public EntasisBuilder lockTimeout(Duration timeout) {
    draft.set("lock-timeout", timeout.toString());
    return this;
  }

  /** Name under which the pool's connections show at the server; {@code entasis} by default. */
  public EntasisBuilder applicationName(String name) {
    draft.set("application-name", name);
    return this;
  }

  /**
   * Settings by name: {@code entasis.url}, {@code entasis.user}, {@code entasis.password}, {@code entasis.schema},
   * {@code entasis.pool-size}, {@code entasis.connection-timeout}, {@code entasis.statement-timeout},
   * {@code entasis.lock-timeout}, {@code entasis.application-name} and {@code entasis.rollup-refresh}. Durations are ISO-8601, such as {@code PT30S}. Every
   * other name is a mistake.
   */
  public EntasisBuilder properties(Properties properties) {
    draft.properties(properties);
    return this;
  }

  /** Settings by name, as for {@link #properties}, that count unless the builder or the properties give others. */
  public EntasisBuilder defaults(Properties properties) {
    draft.defaults(properties);
    return this;
  }

  /**
   * Pause between two refreshes of the kept bars in the background, on a daemon thread that ends with {@link Entasis#close()}; one
   * second by default, zero for none. Answers are right in any case; without refreshes they become slower.
   */
  public EntasisBuilder rollupRefresh(Duration pause) {
    draft.set("rollup-refresh", pause.toString());
    return this;
  }

  /**
   * What the values of predictions of a type mean, for {@code predictions().….evaluate(…)}. Nothing is guessed: a type that is
   * evaluated has to be declared here or in the question.
   */
  public EntasisBuilder predictionType(String type, ValueMeaning meaning) {
    draft.predictionType(type, meaning);
    return this;
  }

  /**
   * Keeps answers in the process: {@code CacheSettings.defaults()} those of every kind. Off by default, since following what other
   * processes change takes four threads, idle most of the time, and a small question to the database several times a second. The role of
   * the connections must be allowed to read the tables change_log and partition_state, and to delete from the first.
   */
  public EntasisBuilder cache(CacheSettings settings) {
    draft.cache(settings);
    return this;
  }

  /** The clock that tells "now" for timestamp windows and ages; the system clock by default. */
  public EntasisBuilder clock(Clock clock) {
    draft.clock(clock);
    return this;
  }

  /**
   * Checks the settings, connects once, and returns the open Entasis. Warns in the log when the server may lose committed
   * rows in a crash. The tables need not exist yet.
   *
   * @throws InvalidConfigurationException when the settings contradict each other or cannot be used; all mistakes are listed
   * @throws io.entasis.error.DatabaseUnavailableException when the server cannot be reached
   * @throws io.entasis.error.AccessDeniedException when it refuses the login
   */
  public Entasis open() {
    Settings settings = draft.check();
    return new Entasis(Assembly.open(settings));
  }
}
