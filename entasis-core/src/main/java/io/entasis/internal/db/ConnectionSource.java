package io.entasis.internal.db;

import javax.sql.DataSource;

/** Where connections come from. */
public sealed interface ConnectionSource {

  /**
   * Connections of the app, which closes them itself.
   *
   * @param dataSource the app's
   */
  record Borrowed(DataSource dataSource) implements ConnectionSource {}

  /**
   * A pool of our own.
   *
   * @param settings how it is made
   */
  record Owned(PoolSettings settings) implements ConnectionSource {}
}
