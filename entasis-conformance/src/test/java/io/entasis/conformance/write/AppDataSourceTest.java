package io.entasis.conformance.write;

import static io.entasis.conformance.write.SampleTicks.failingAfter;
import static io.entasis.conformance.write.SampleTicks.series;
import static io.entasis.conformance.write.SampleTicks.tick;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.entasis.Entasis;
import io.entasis.ingest.IngestFailedException;
import io.entasis.ingest.IngestOptions;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EntasisTest
class AppDataSourceTest {

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void connectionsComeBackInTheirCommitMode(boolean autoCommit, TestDatabase database) {
    WatchedDataSource dataSource = new WatchedDataSource(
        database.dataSource(), connection -> connection.setAutoCommit(autoCommit));
    try (Entasis entasis =
        Entasis.builder().rollupRefresh(Duration.ZERO).dataSource(dataSource).open()) {
      entasis.schema().validate();
      entasis.ticks().save(tick(1));
      entasis.ticks().saveAll(series(30), IngestOptions.defaults().batchSize(10));
      assertThatThrownBy(
              () -> entasis.ticks().saveAll(failingAfter(3, new IllegalStateException())))
          .isInstanceOf(IngestFailedException.class);
      entasis.useTransaction(transaction -> transaction.ticks().save(tick(2)));
      assertThatThrownBy(() -> entasis.useTransaction(transaction -> {
            throw new IllegalStateException();
          }))
          .isInstanceOf(IllegalStateException.class);
      assertThat(entasis.ticks().all().list()).hasSize(32);
      try (Stream<Tick> stream = entasis.ticks().all().stream()) {
        assertThat(stream.limit(3)).hasSize(3);
      }
    }

    assertThat(dataSource.modesAtClose()).isNotEmpty().containsOnly(autoCommit);
    assertThat(Rows.count(database)).isEqualTo(32);
    database.assertNoOpenConnections();
  }

  @Test
  @EntasisTest(migrated = false)
  void theSchemaIsMigratedWithAutoCommitOff(TestDatabase empty) {
    WatchedDataSource dataSource =
        new WatchedDataSource(empty.dataSource(), connection -> connection.setAutoCommit(false));
    try (Entasis entasis =
        Entasis.builder().rollupRefresh(Duration.ZERO).dataSource(dataSource).open()) {
      entasis.schema().migrate();
    }
    try (Entasis entasis = empty.entasis().open()) {
      entasis.schema().validate();
    }
    empty.assertNoOpenConnections();
  }

  @Test
  void theDataSourceStaysOpen(TestDatabase database) throws SQLException {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(database.jdbcUrl());
    config.setUsername(database.user());
    config.setPassword(database.password());
    config.setMaximumPoolSize(2);
    config.setAutoCommit(false);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      try (Entasis entasis =
          Entasis.builder().rollupRefresh(Duration.ZERO).dataSource(pool).open()) {
        entasis.ticks().saveAll(series(30), IngestOptions.defaults().batchSize(10));
        entasis.ticks().save(tick(1));
      }

      assertThat(pool.isClosed()).isFalse();
      assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
      try (Connection connection = pool.getConnection()) {
        assertThat(connection.getAutoCommit()).isFalse();
        assertThat(connection.isValid(5)).isTrue();
      }
    }
    assertThat(Rows.count(database)).isEqualTo(31);
  }
}
