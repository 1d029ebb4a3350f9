package io.entasis.conformance.write;

import static io.entasis.conformance.write.SampleTicks.series;
import static io.entasis.conformance.write.SampleTicks.tick;
import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.error.PartitionMissingException;
import io.entasis.ingest.IngestFailedException;
import io.entasis.ingest.IngestOptions;
import io.entasis.ingest.IngestReport;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to the partitions behind the back of the library. */
@EntasisTest
class PartitionDriftTest {

  private static final String PARTITION = "market_data_y2024m01";
  private static final String DETACH = "alter table market_data detach partition " + PARTITION;

  private final Entasis entasis;
  private final TestDatabase database;

  PartitionDriftTest(Entasis entasis, TestDatabase database) {
    this.entasis = entasis;
    this.database = database;
  }

  @Test
  void onePartitionDroppedBetweenTwoBatchesIsMadeAgain() {
    IngestOptions options = IngestOptions.defaults().batchSize(5).listener(progress -> {
      if (progress.batches() == 1) {
        database.execute("drop table " + PARTITION);
      }
    });

    IngestReport report = entasis.ticks().saveAll(series(15), options);

    assertThat(report.accepted()).isEqualTo(15);
    assertThat(report.partitionsCreated()).containsExactly(PARTITION, PARTITION);
    assertThat(Rows.ticks(database)).containsExactlyElementsOf(series(15).subList(5, 15));
  }

  @Test
  void onePartitionDroppedBetweenTwoSavesIsMadeAgain() {
    entasis.ticks().save(tick(1));
    database.execute("drop table " + PARTITION);
    entasis.ticks().save(tick(2));

    assertThat(Rows.ticks(database)).containsExactly(tick(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {DETACH, DETACH + " concurrently"})
  void nothingIsWrittenIntoADetachedTable(String detach) {
    IngestOptions options = IngestOptions.defaults().batchSize(5).listener(progress -> {
      if (progress.batches() == 1) {
        database.execute(detach);
      }
    });

    IngestFailedException failed =
        Causes.of(IngestFailedException.class, () -> entasis.ticks().saveAll(series(15), options));

    assertNamesTheMonth(() -> {
      throw failed;
    });
    assertThat(failed.report().accepted()).isEqualTo(5);
    assertThat(database.query("select count(*) from " + PARTITION)).containsExactly("5");
    assertNamesTheMonth(() -> entasis.ticks().save(tick(1)));
    assertThat(database.query("select count(*) from " + PARTITION)).containsExactly("5");
  }

  @Test
  void aPartitionThatIsAttachedAgainIsUsedAgain() {
    entasis.ticks().save(tick(1));
    database.execute(DETACH);
    assertNamesTheMonth(() -> entasis.ticks().saveAll(series(3)));
    database.execute("alter table market_data attach partition " + PARTITION
        + " for values from ('2024-01-01+00') to ('2024-02-01+00')");

    assertThat(entasis.ticks().saveAll(series(3)).accepted()).isEqualTo(3);
    assertThat(Rows.count(database)).isEqualTo(4);
  }

  @Test
  void anotherTableOfThatNameIsReported() {
    database.execute("create table " + PARTITION + " (a int)");

    assertNamesTheMonth(() -> entasis.ticks().saveAll(series(3)));
    assertNamesTheMonth(() -> entasis.ticks().save(tick(1)));
    assertThat(database.query("select * from " + PARTITION)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"'2024-01-10+00') to ('2024-01-11+00'", "'2023-01-01+00') to ('2025-01-01+00'"})
  void aPartitionThatOverlapsIsReported(String bounds) {
    database.execute(
        "create table of_the_app partition of market_data for values from (" + bounds + ")");

    assertNamesTheMonth(() -> entasis.ticks().saveAll(series(3)));
    assertNamesTheMonth(() -> entasis.ticks().save(tick(1)));
    assertThat(Rows.partitions(database)).containsExactly("of_the_app");
    assertThat(Rows.count(database)).isZero();
  }

  private static void assertNamesTheMonth(ThrowingCallable call) {
    PartitionMissingException missing = Causes.of(PartitionMissingException.class, call);
    assertThat(missing.table()).isEqualTo("market_data");
    assertThat(missing.from()).isEqualTo(Instant.parse("2024-01-01T00:00:00Z"));
    assertThat(missing.to()).isEqualTo(Instant.parse("2024-02-01T00:00:00Z"));
    assertThat(missing).hasMessageContaining("market_data").hasMessageContaining("2024-01");
  }
}
