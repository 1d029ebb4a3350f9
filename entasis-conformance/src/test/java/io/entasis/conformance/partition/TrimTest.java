package io.entasis.conformance.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.bar.Bar;
import io.entasis.bar.BarSize;
import io.entasis.partition.MaintenancePolicy;
import io.entasis.partition.MaintenanceReport;
import io.entasis.partition.PartitionedTable;
import io.entasis.partition.StepKind;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Kept bars that are too old go, in batches, and only those below the raw floor. */
@EntasisTest
class TrimTest {

  private static final MaintenancePolicy TICKS = MaintenancePolicy.defaults()
      .only(PartitionedTable.MARKET_DATA)
      .createAhead(0)
      .keepRollups(Period.ofMonths(4));

  private final TestDatabase database;
  private final MovingClock clock = new MovingClock("2024-12-15T12:00:00Z");
  private final Entasis entasis;

  TrimTest(TestDatabase database) {
    this.database = database;
    this.entasis = Months.open(database, clock);
  }

  @AfterEach
  void close() {
    entasis.close();
  }

  @Test
  void olderBarsGoAndYoungerOnesStay() {
    Months.load(entasis, "2024-01", "2024-12");
    entasis.rollups().declare(BarSize.ofMinutes(5));
    maintain(TICKS);
    Instant cut = Instant.parse("2024-08-15T00:00:00Z");
    List<List<Bar>> before = bars(cut);

    MaintenanceReport report = maintain(TICKS);

    assertThat(report.results(StepKind.TRIM_ROLLUPS))
        .hasSize(4)
        .allSatisfy(result -> assertThat(result.detail()).isEqualTo("454 bars deleted"));
    assertThat(bars(cut)).isEqualTo(before);
    assertThat(entasis.bars().of("BTC-USDT", BarSize.ofHours(1)).before(cut).list())
        .isEmpty();
    assertThat(maintain(TICKS).results()).isEmpty();
  }

  @Test
  void barsOfTicksThatCanStillChangeStay() {
    Months.load(entasis, "2024-01", "2024-12");
    MaintenancePolicy policy = TICKS.retainRaw(Period.ofMonths(4));
    entasis.rollups().refresh();
    entasis.rollups().freezeBefore(Instant.parse("2024-03-01T00:00:00Z"));

    assertThat(entasis.partitions().maintenance(policy).preview().steps(StepKind.TRIM_ROLLUPS))
        .hasSize(3)
        .allSatisfy(
            step -> assertThat(step.target().range().to()).isEqualTo("2024-03-01T00:00:00Z"));
  }

  @Test
  void manyBarsGoInBatches() {
    Months.load(entasis, "2024-12", "2024-12");
    entasis.rollups().freezeBefore(Instant.parse("2024-12-01T00:00:00Z"));
    database.execute(
        "insert into bars_1m (symbol, bucket, open, high, low, close, volume, notional, ticks, first_at, first_id, last_at, last_id)"
            + " select 'OLD', b, 1, 1, 1, 1, 1, 1, 1, b, 1, b, 1"
            + " from generate_series('2024-01-01 00:00+00'::timestamptz, '2024-01-08 16:39+00', '1 minute') b");

    assertThat(maintain(TICKS).results(StepKind.TRIM_ROLLUPS))
        .singleElement()
        .satisfies(result -> assertThat(result.detail()).isEqualTo("11080 bars deleted"));
    assertThat(database.query("select count(*) from bars_1m where symbol = 'OLD'"))
        .containsExactly("0");
  }

  private List<List<Bar>> bars(Instant from) {
    return List.of(
            BarSize.ofMinutes(1), BarSize.ofMinutes(5), BarSize.ofHours(1), BarSize.ofDays(1))
        .stream()
        .map(size -> entasis.bars().of(Months.SYMBOLS, size).since(from).list())
        .toList();
  }

  private MaintenanceReport maintain(MaintenancePolicy policy) {
    return entasis.partitions().maintenance(policy).preview().apply();
  }
}
