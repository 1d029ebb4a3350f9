package io.entasis.conformance.write;

import static io.entasis.conformance.write.SampleTicks.series;
import static io.entasis.conformance.write.SampleTicks.tick;
import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.ingest.IngestOptions;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Batches that are older than a week are forgotten, younger ones are not. */
@EntasisTest
class LedgerUpkeepTest {

  private final TestDatabase database;
  private final Entasis entasis;
  private volatile Instant now = Instant.now();

  LedgerUpkeepTest(TestDatabase database) {
    this.database = database;
    this.entasis = database.entasis().clock(new MovableClock()).open();
  }

  @AfterEach
  void close() {
    entasis.close();
  }

  @Test
  void savingManyRowsForgetsThem() {
    assertForgets(writer -> writer.ticks().saveAll(series(1)));
  }

  @Test
  void aBatchThatIsKeptIsStillKnown() {
    IngestOptions keyed = IngestOptions.defaults().key("young");
    entasis.ticks().saveAll(series(3), keyed);
    age("young", "6 days 23 hours");
    now = now.plus(Duration.ofDays(1));

    assertThat(entasis.ticks().saveAll(series(3), keyed).duplicate()).isEqualTo(3);
  }

  @Test
  void savingSingleTicksForgetsThem() {
    assertForgets(writer -> writer.ticks().save(tick(1)));
  }

  @Test
  void savingInTransactionsForgetsThem() {
    assertForgets(writer ->
        writer.useTransaction(transaction -> transaction.ticks().saveAll(List.of(tick(1)))));
  }

  private void assertForgets(Consumer<Entasis> write) {
    entasis.ticks().saveAll(series(2), IngestOptions.defaults().key("old"));
    entasis.ticks().saveAll(series(2), IngestOptions.defaults().key("young"));
    age("old", "7 days 1 minute");
    age("young", "6 days 23 hours");
    now = now.plus(Duration.ofHours(2));

    write.accept(entasis);

    assertThat(database.query(
            "select batch_key from ingest_batch where batch_key in ('old', 'young')"))
        .containsExactly("young");
    assertThat(Rows.count(database)).isEqualTo(5);
  }

  private void age(String key, String interval) {
    database.execute("update ingest_batch set created_at = now() - interval '" + interval
        + "' where batch_key = '" + key + "'");
  }

  private final class MovableClock extends Clock {

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
