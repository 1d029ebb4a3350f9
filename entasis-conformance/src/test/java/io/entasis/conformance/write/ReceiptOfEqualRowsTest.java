package io.entasis.conformance.write;

import static io.entasis.conformance.write.SampleTicks.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.ingest.IngestOptions;
import io.entasis.ingest.IngestReport;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ticks are equal when they say the same, so a feed that writes 1.50 where it wrote 1.5 repeats itself. */
@EntasisTest
class ReceiptOfEqualRowsTest {

  private final Entasis entasis;
  private final TestDatabase database;

  ReceiptOfEqualRowsTest(Entasis entasis, TestDatabase database) {
    this.entasis = entasis;
    this.database = database;
  }

  @ParameterizedTest
  @CsvSource({"1.5, 1.50", "1000, 1E+3", "0, 0.00000000", "123456789012.5, 123456789012.50000000"})
  void theScaleOfANumberDoesNotCount(BigDecimal first, BigDecimal second) {
    IngestOptions options = IngestOptions.defaults().key("k");
    Tick one = new Tick("IBM", "NYSE", NOON, first, first);
    Tick same = new Tick("IBM", "NYSE", NOON, second, second);
    assertThat(same).isEqualTo(one);
    entasis.ticks().saveAll(List.of(one), options);

    IngestReport replay = entasis.ticks().saveAll(List.of(same), options);

    assertThat(replay.duplicate()).isEqualTo(1);
    assertThat(Rows.count(database)).isEqualTo(1);
  }

  /** What came back from the database is the same row too. */
  @Test
  void whatWasReadIsTheSameAsWhatWasGiven() {
    IngestOptions options = IngestOptions.defaults().key("k");
    List<Tick> given = SampleTicks.random(5, 50, NOON, Duration.ofDays(10)).stream()
        .sorted(Comparator.comparing(Tick::timestamp))
        .toList();
    entasis.ticks().saveAll(given, options);

    IngestReport replay = entasis.ticks().saveAll(entasis.ticks().all().list(), options);

    assertThat(replay.duplicate()).isEqualTo(50);
  }
}
