package io.entasis.testkit;

import io.entasis.Entasis;
import org.jspecify.annotations.Nullable;

/**
 * What one test works with; closing it is the end of the test, and checks for connections that were
 * forgotten.
 */
final class Workbench implements AutoCloseable {

  private final TestDatabase database;
  private @Nullable Entasis entasis;

  Workbench(TestDatabase database) {
    this.database = database;
  }

  TestDatabase database() {
    return database;
  }

  synchronized Entasis entasis() {
    if (entasis == null) {
      entasis = database.entasis().open();
    }
    return entasis;
  }

  @Override
  public synchronized void close() {
    try (database) {
      if (entasis != null) {
        entasis.close();
      }
      database.assertNoOpenConnections();
    }
  }
}
