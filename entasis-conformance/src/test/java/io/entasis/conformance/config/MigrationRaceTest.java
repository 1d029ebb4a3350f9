package io.entasis.conformance.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.conformance.Beside;
import io.entasis.conformance.write.WatchedDataSource;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another process migrates between two steps of this one. */
@EntasisTest(migrated = false)
class MigrationRaceTest {

  private final TestDatabase database;
  private final AtomicReference<CompletableFuture<?>> other = new AtomicReference<>();

  MigrationRaceTest(TestDatabase database) {
    this.database = database;
  }

  /** The step is that of the n-th connection that it asks for. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void bothSucceed(int step) throws Exception {
    AtomicInteger connections = new AtomicInteger();
    WatchedDataSource dataSource = new WatchedDataSource(database.dataSource(), connection -> {
      if (connections.incrementAndGet() == step + 1) {
        other.set(migrateMeanwhile());
      }
    });
    try (Entasis entasis = Entasis.builder().dataSource(dataSource).open()) {
      entasis.schema().migrate();
      assertThat(connections).as("connections asked for").hasValueGreaterThan(step);
      other.get().get(30, TimeUnit.SECONDS);
      entasis.schema().validate();
    }
    assertThat(database.query("select count(*) from entasis_schema_history where version = '1'"))
        .containsExactly("1");
  }

  /** Unless this process holds a lock, the other is done before it goes on. */
  private CompletableFuture<?> migrateMeanwhile() {
    CompletableFuture<?> migration = Beside.run(() -> {
      try (Entasis entasis = database.entasis().open()) {
        entasis.schema().migrate();
      }
    });
    try {
      migration.get(10, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      // It waits for this one.
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
    return migration;
  }
}
