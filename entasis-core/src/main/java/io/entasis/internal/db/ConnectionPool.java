package io.entasis.internal.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.entasis.error.DatabaseUnavailableException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.postgresql.Driver;

/** Makes a connection pool with bounded waits and verified servers, where the driver alone waits for ever and verifies nothing. */
public final class ConnectionPool {

  private static final Duration SHORTEST_SOCKET_TIMEOUT = Duration.ofSeconds(30);
  private static final String HOST = "PGHOST";

  private ConnectionPool() {}

  /** An open pool whose first connection was tried. */
  public static HikariDataSource open(PoolSettings settings) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(settings.applicationName());
    config.setJdbcUrl(settings.url());
    settings.user().ifPresent(config::setUsername);
    settings.password().ifPresent(config::setPassword);
    config.setMaximumPoolSize(settings.size());
    config.setConnectionTimeout(settings.connectionTimeout().toMillis());
    config.setInitializationFailTimeout(1);
    defaults(settings).forEach((name, value) -> config.addDataSourceProperty((String) name, value));
    try {
      return new HikariDataSource(config);
    } catch (PoolInitializationException e) {
      throw e.getCause() instanceof SQLException sql
          ? SqlErrors.translate("connecting", sql)
          : new DatabaseUnavailableException("connecting failed", e);
    }
  }

  /** What the URL does not say itself. */
  private static Properties defaults(PoolSettings settings) {
    Properties given = parsed(settings.url());
    Properties chosen = new Properties();
    chosen.setProperty("ApplicationName", settings.applicationName());
    chosen.setProperty("tcpKeepAlive", "true");
    chosen.setProperty("connectTimeout", seconds(settings.connectionTimeout()));
    chosen.setProperty("loginTimeout", seconds(settings.connectionTimeout()));
    chosen.setProperty("socketTimeout", seconds(socketTimeout(settings)));
    chosen.setProperty("logServerErrorDetail", "false");
    chosen.setProperty(
        "options",
        "-c TimeZone=UTC -c statement_timeout=" + settings.statementTimeout().toMillis()
            + " -c lock_timeout=" + settings.lockTimeout().toMillis()
            + " -c idle_in_transaction_session_timeout="
            + socketTimeout(settings).toMillis());
    if (!isLocal(given.getProperty(HOST, "localhost"))) {
      chosen.setProperty("sslmode", "verify-full");
      chosen.setProperty("requireAuth", "scram-sha-256");
    }
    given.stringPropertyNames().forEach(chosen::remove);
    return chosen;
  }

  private static Properties parsed(String url) {
    Properties parsed = Driver.parseURL(url, new Properties());
    return parsed == null ? new Properties() : parsed;
  }

  /** The driver's wait for an answer has to outlast the server's own limit. */
  private static Duration socketTimeout(PoolSettings settings) {
    Duration thrice = settings.statementTimeout().multipliedBy(3);
    return thrice.compareTo(SHORTEST_SOCKET_TIMEOUT) > 0 ? thrice : SHORTEST_SOCKET_TIMEOUT;
  }

  private static String seconds(Duration duration) {
    return Long.toString(Math.max(1, duration.toSeconds()));
  }

  private static boolean isLocal(String hosts) {
    for (String host : hosts.split(",", -1)) {
      try {
        if (!InetAddress.getByName(host).isLoopbackAddress()) {
          return false;
        }
      } catch (UnknownHostException e) {
        return false;
      }
    }
    return true;
  }
}
