package io.entasis.conformance.write;

import static io.entasis.conformance.write.SampleTicks.NOON;
import static io.entasis.conformance.write.SampleTicks.at;
import static io.entasis.conformance.write.SampleTicks.tick;
import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.error.AccessDeniedException;
import io.entasis.error.PartitionMissingException;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A role that writes and is not the owner. */
@EntasisTest
class PartitionRightsTest {

  private static final Instant FEBRUARY = Instant.parse("2024-02-01T00:00:00Z");
  private static final Tick LATER = at(NOON.plus(Duration.ofDays(31)), 2);

  private final String role = "writer_" + UUID.randomUUID().toString().replace("-", "");
  private final Entasis owner;
  private final TestDatabase database;
  private final Entasis writer;

  PartitionRightsTest(Entasis owner, TestDatabase database) {
    this.owner = owner;
    this.database = database;
    database.execute("create role " + role);
    this.writer = Entasis.builder()
        .rollupRefresh(Duration.ZERO)
        .dataSource(new WatchedDataSource(
            database.dataSource(), connection -> execute(connection, "set role " + role)))
        .open();
  }

  @BeforeEach
  void grant() {
    owner.ticks().save(tick(1));
    database.execute("grant select, insert, delete on all tables in schema public to " + role);
    database.execute("grant usage on all sequences in schema public to " + role);
  }

  @AfterEach
  void dropRole() {
    writer.close();
    database.execute("drop owned by " + role);
    database.execute("drop role " + role);
  }

  @Test
  void itMayWriteIntoMonthsThatAreThere() {
    writer.ticks().save(tick(2));
    assertThat(writer.ticks().saveAll(List.of(tick(3))).accepted()).isEqualTo(1);

    assertThat(Rows.ticks(database)).containsExactly(tick(1), tick(2), tick(3));
  }

  @Test
  void aMonthThatItMayNotMakeIsReported() {
    assertThat(missing(() -> writer.ticks().saveAll(List.of(tick(3), LATER)))).isEqualTo(FEBRUARY);
    assertThat(missing(() -> writer.ticks().save(LATER))).isEqualTo(FEBRUARY);
    assertThat(Rows.ticks(database)).containsExactly(tick(1));
  }

  @Test
  void theRightToMakeTablesAloneIsNotEnough() {
    database.execute("grant create on schema public to " + role);

    assertThat(missing(() -> writer.ticks().saveAll(List.of(LATER)))).isEqualTo(FEBRUARY);
    assertThat(database.query("select to_regclass('market_data_y2024m02')")).containsExactly("");
  }

  @Test
  void itWritesOnceTheOwnerHasMadeTheMonth() {
    missing(() -> writer.ticks().saveAll(List.of(LATER)));
    owner.ticks().save(LATER);
    database.execute("grant insert on market_data_y2024m02 to " + role);

    assertThat(writer.ticks().saveAll(List.of(LATER)).accepted()).isEqualTo(1);
  }

  @Test
  void aRoleThatMayNotWriteIsDenied() {
    database.execute("revoke insert on all tables in schema public from " + role);

    AccessDeniedException denied =
        Causes.of(AccessDeniedException.class, () -> writer.ticks().saveAll(List.of(tick(3))));
    assertThat(denied).hasMessageContaining("42501");
    Causes.of(AccessDeniedException.class, () -> writer.ticks().save(tick(3)));
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Instant missing(ThrowingCallable call) {
    return Causes.of(PartitionMissingException.class, call).from();
  }
}
