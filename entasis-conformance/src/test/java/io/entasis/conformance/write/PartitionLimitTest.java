package io.entasis.conformance.write;

import static io.entasis.conformance.write.SampleTicks.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.entasis.Entasis;
import io.entasis.error.InvalidInputException;
import io.entasis.ingest.IngestFailedException;
import io.entasis.ingest.IngestOptions;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@EntasisTest
class PartitionLimitTest {

  private final Entasis entasis;
  private final TestDatabase database;

  PartitionLimitTest(Entasis entasis, TestDatabase database) {
    this.entasis = entasis;
    this.database = database;
  }

  @Test
  void brokenTimestampsMakeNoPartitionAtAll() {
    IngestFailedException thrown = catchThrowableOfType(
        IngestFailedException.class, () -> entasis.ticks().saveAll(months(100)));

    assertThat(thrown).hasCauseInstanceOf(InvalidInputException.class);
    assertThat(thrown.getMessage())
        .contains("market_data", "100", "36", "2000-01", "2008-04", "partitions");
    assertThat(thrown.report().accepted()).isZero();
    assertThat(thrown.report().partitionsCreated()).isEmpty();
    assertThat(Rows.partitions(database)).isEmpty();
  }

  @Test
  void theLimitCanBeSet() {
    IngestOptions two = IngestOptions.defaults().maxNewPartitions(2);

    assertThatThrownBy(() -> entasis.ticks().saveAll(months(3), two))
        .isInstanceOf(IngestFailedException.class);
    assertThat(entasis.ticks().saveAll(months(2), two).partitionsCreated()).hasSize(2);
    assertThat(Rows.partitions(database)).hasSize(2);
  }

  @Test
  void monthsThatAreThereDoNotCount() {
    IngestOptions none = IngestOptions.defaults().maxNewPartitions(0);
    entasis.ticks().saveAll(months(5));

    assertThat(entasis.ticks().saveAll(months(5), none).accepted()).isEqualTo(5);
    assertThatThrownBy(() -> entasis.ticks().saveAll(months(6), none))
        .hasCauseInstanceOf(InvalidInputException.class);
  }

  @Test
  void itHoldsForTheWholeCallAndEarlierBatchesStay() {
    IngestOptions options = IngestOptions.defaults().maxNewPartitions(3).batchSize(2);

    IngestFailedException thrown = catchThrowableOfType(
        IngestFailedException.class, () -> entasis.ticks().saveAll(months(6), options));

    assertThat(thrown.report().accepted()).isEqualTo(2);
    assertThat(thrown.report().partitionsCreated())
        .containsExactly("market_data_y2000m01", "market_data_y2000m02");
    assertThat(Rows.count(database)).isEqualTo(2);
    assertThat(Rows.partitions(database)).hasSize(2);
  }

  private static List<Tick> months(int count) {
    return IntStream.range(0, count)
        .mapToObj(month -> at(start(YearMonth.of(2000, 1).plusMonths(month)), month))
        .toList();
  }

  private static Instant start(YearMonth month) {
    return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
  }
}
