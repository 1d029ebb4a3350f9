package io.entasis.conformance.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.entasis.Entasis;
import io.entasis.conformance.write.SampleTicks;
import io.entasis.error.AccessDeniedException;
import io.entasis.error.EntasisException;
import io.entasis.ingest.IngestOptions;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.testkit.TestServer;
import io.entasis.tick.Tick;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Passwords and the contents of rows appear in no message of ours. */
@EntasisTest
class SecrecyTest {

  private static final String SECRET = "MARKERx7";
  private static final BigDecimal NUMBER = new BigDecimal("271828.18284590");
  private static final Tick ROW = new Tick(SECRET, SECRET, SampleTicks.NOON, NUMBER, NUMBER);

  private final Entasis entasis;
  private final TestDatabase database;

  SecrecyTest(Entasis entasis, TestDatabase database) {
    this.entasis = entasis;
    this.database = database;
  }

  @Test
  void aRefusedPasswordIsTypedAndNotTold() {
    try (TestServer server = TestServer.embedded().start();
        TestDatabase own = server.createEmptyDatabase();
        CapturedLog log = CapturedLog.of("ROOT", Level.DEBUG)) {
      own.execute("create role app login password 'right'");
      own.execute("do $$ begin execute format('copy (select ''host all app all scram-sha-256''"
          + " union all select ''host all all all trust'') to %L', current_setting('hba_file'));"
          + " perform pg_reload_conf(); end $$");
      await()
          .until(() -> own.query(
                  "select count(*) from pg_hba_file_rules where auth_method = 'scram-sha-256'")
              .equals(List.of("1")));

      Throwable thrown = catchThrowable(() -> Entasis.builder()
          .url(own.jdbcUrl())
          .user("app")
          .password(SECRET)
          .connectionTimeout(Duration.ofSeconds(5))
          .open());

      assertThat(thrown).isInstanceOf(AccessDeniedException.class);
      assertThat(thrown.getMessage()).contains("28P01").doesNotContain(SECRET, "right");
      assertThat(catchThrowable(() -> Entasis.builder()
              .url(own.jdbcUrl() + "?user=app&password=" + SECRET)
              .open()))
          .isInstanceOf(AccessDeniedException.class)
          .message()
          .doesNotContain(SECRET);
      Entasis.builder().url(own.jdbcUrl()).user("app").password("right").open().close();
      assertThat(log.events()).noneMatch(event -> event.getFormattedMessage().contains(SECRET));
    }
  }

  @Test
  void rowsThatAreLeftOutAreNotTold() {
    Tick negative = new Tick(SECRET, SECRET, SampleTicks.NOON, NUMBER, NUMBER.negate());
    Tick tooLong = new Tick(SECRET.repeat(9), SECRET, SampleTicks.NOON, NUMBER, NUMBER);

    for (Tick bad : List.of(negative, tooLong)) {
      assertTellsNothing(() -> entasis.ticks().save(bad));
      assertTellsNothing(
          () -> entasis.ticks().saveAll(List.of(bad), IngestOptions.defaults().rejectLimit(0)));
    }
  }

  @Test
  void rowsThatTheDatabaseRefusesAreNotTold() {
    database.execute("alter table market_data add constraint of_the_app check (price < 1000)");

    assertTellsNothing(() -> entasis.ticks().save(ROW));
    assertTellsNothing(() -> entasis.ticks().saveAll(List.of(ROW)));
    assertTellsNothing(
        () -> entasis.useTransaction(transaction -> transaction.ticks().saveAll(List.of(ROW))));
  }

  @Test
  void rowsWithoutAPartitionAreNotTold() {
    database.execute("create table of_the_app partition of market_data"
        + " for values from ('2024-01-01+00') to ('2024-01-02+00')");
    assertTellsNothing(() -> entasis.ticks().save(ROW));
    assertTellsNothing(() -> entasis.ticks().saveAll(List.of(ROW)));
  }

  @Test
  void rowsOfAConflictAreNotTold() {
    IngestOptions keyed = IngestOptions.defaults().key("k");
    entasis.ticks().saveAll(List.of(ROW), keyed);

    assertTellsNothing(() -> entasis.ticks().saveAll(List.of(ROW, ROW), keyed));
  }

  @Test
  void brokenTimestampsAreNotTold() {
    assertTellsNothing(() -> entasis
        .ticks()
        .saveAll(
            List.of(new Tick(SECRET, SECRET, Instant.EPOCH, NUMBER, NUMBER)),
            IngestOptions.defaults().maxNewPartitions(0)));
  }

  static void assertTellsNothing(ThrowingCallable call) {
    Throwable thrown = catchThrowable(call);
    assertThat(thrown).isInstanceOf(EntasisException.class);
    Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
        .filter(EntasisException.class::isInstance)
        .forEach(ours -> assertThat(ours.getMessage())
            .doesNotContain(SECRET, "271828", "2024-01-10T12", "2024-01-10 12"));
  }
}
