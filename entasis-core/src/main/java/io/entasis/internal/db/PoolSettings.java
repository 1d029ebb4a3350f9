package io.entasis.internal.db;

import java.time.Duration;
import java.util.Optional;

/**
 * Settings of a connection pool.
 *
 * @param url JDBC URL
 * @param user login, or absent when the URL holds it
 * @param password password, or absent
 * @param size most connections
 * @param connectionTimeout longest wait for a connection
 * @param statementTimeout longest run of a statement
 * @param lockTimeout longest wait for a lock
 * @param applicationName how the connections show at the server
 */
public record PoolSettings(
    String url,
    Optional<String> user,
    Optional<String> password,
    int size,
    Duration connectionTimeout,
    Duration statementTimeout,
    Duration lockTimeout,
    String applicationName) {

  /** Leaves the password out. */
  @Override
  public String toString() {
    return "PoolSettings[size=" + size + ", applicationName=" + applicationName + "]";
  }
}
