package io.entasis.conformance.write;

import static io.entasis.conformance.write.SampleTicks.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.error.PartitionMissingException;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Partitions that somebody else has made in a way that leaves rows of a month without a place. */
@EntasisTest
class PartitionBoundsDriftTest {

  private final Entasis entasis;
  private final TestDatabase database;

  PartitionBoundsDriftTest(Entasis entasis, TestDatabase database) {
    this.entasis = entasis;
    this.database = database;
  }

  @Test
  void aPartitionOfTheRightNameWithOtherBoundsIsReported() {
    database.execute("create table market_data_y2024m01 partition of market_data"
        + " for values from ('2024-01-01 00:00:00-05') to ('2024-02-01 00:00:00-05')");
    Tick late = at(Instant.parse("2024-01-01T01:00:00Z"), 1);

    PartitionMissingException missing =
        Causes.of(PartitionMissingException.class, () -> entasis.ticks().saveAll(List.of(late)));

    assertThat(missing.table()).isEqualTo("market_data");
    assertThat(missing.from()).isEqualTo(Instant.parse("2024-01-01T00:00:00Z"));
    assertThat(missing.to()).isEqualTo(Instant.parse("2024-02-01T00:00:00Z"));
  }

  @Test
  void aDefaultPartitionThatHoldsRowsOfTheMonthIsReported() {
    database.execute("create table of_the_app partition of market_data default");
    database.execute("insert into market_data (symbol, exchange, timestamp, price, volume)"
        + " values ('A', 'B', '2024-01-05T00:00:00Z', 1, 1)");
    Tick tick = at(Instant.parse("2024-01-01T01:00:00Z"), 1);

    PartitionMissingException missing =
        Causes.of(PartitionMissingException.class, () -> entasis.ticks().saveAll(List.of(tick)));

    assertThat(missing.from()).isEqualTo(Instant.parse("2024-01-01T00:00:00Z"));
    assertThat(missing.to()).isEqualTo(Instant.parse("2024-02-01T00:00:00Z"));
  }
}
