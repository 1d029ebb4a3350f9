package io.entasis.conformance.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.bar.BarSize;
import io.entasis.market.PutCall;
import io.entasis.option.OptionContract;
import io.entasis.option.OptionQuote;
import io.entasis.partition.BackfillOptions;
import io.entasis.partition.LoadOptions;
import io.entasis.partition.LoadStep;
import io.entasis.partition.MaintenancePolicy;
import io.entasis.partition.MaintenanceReport;
import io.entasis.partition.PartitionedTable;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The raw floor rises over nothing that is open, and over nothing that was not computed. */
@EntasisTest
class SealOrderTest {

  private static final Instant MARCH = Instant.parse("2024-03-01T00:00:00Z");
  private static final MaintenancePolicy TICKS =
      MaintenancePolicy.defaults().only(PartitionedTable.MARKET_DATA).createAhead(0);

  private final TestDatabase database;
  private final Clock clock = new MovingClock("2024-06-15T12:00:00Z");

  SealOrderTest(TestDatabase database) {
    this.database = database;
  }

  @Test
  void barsOfAMonthWhoseLoadDiedAreKeptWhenMaintenanceSealsIt() {
    try (Entasis entasis = Months.open(database, clock)) {
      diedLoading();
      Months.load(entasis, "2024-02", "2024-06");

      MaintenanceReport report = maintain(entasis, TICKS);

      assertThat(Months.words(report)).contains("DONE SEAL market_data_y2024m02");
      assertThat(database.query("select * from partition_loading")).isEmpty();
      assertThat(barsBeforeMarch(entasis)).hasSize(29);
    }
  }

  /** Whether it died, or will find out later that it came too late. */
  @Test
  void barsOfAMonthThatIsBeingLoadedAreKeptWhenItIsFrozen() {
    try (Entasis entasis = Months.open(database, clock)) {
      diedLoading();
      Months.load(entasis, "2024-02", "2024-06");

      entasis.rollups().freezeBefore(MARCH);

      assertThat(database.query("select * from partition_loading")).hasSize(1);
      assertThat(database.query("select * from rollup_ledger where hour < '2024-03-01 00:00+00'"))
          .isEmpty();
      assertThat(barsBeforeMarch(entasis)).hasSize(29);
    }
  }

  @Test
  void anEarlierMonthThatAWriterMakesMeanwhileKeepsTheFloorDown() {
    HookedDataSource source = new HookedDataSource(database.dataSource());
    try (Entasis entasis = Months.open(database, clock);
        Entasis maintaining = hooked(source)) {
      Months.load(entasis, "2024-02", "2024-06");
      source.before(
          "with noted as materialized",
          connection -> entasis.ticks().save(Months.tick("2023-11-05T00:00:00Z")));

      MaintenanceReport report = maintain(maintaining, TICKS);

      assertThat(Months.words(report)).contains("LEFT_OUT SEAL market_data_y2024m02");
      assertThat(entasis.rollups().status().rawFloor()).isEmpty();
      assertThat(Months.words(maintain(maintaining, TICKS)))
          .containsSubsequence("DONE SEAL market_data_y2023m11", "DONE SEAL market_data_y2024m02");
    }
  }

  @Test
  void anEarlierMonthThatAWriterMakesMeanwhileIsFrozenToo() {
    HookedDataSource source = new HookedDataSource(database.dataSource());
    try (Entasis entasis = Months.open(database, clock);
        Entasis freezing = hooked(source)) {
      Months.load(entasis, "2024-02", "2024-06");
      source.before(
          "with noted as materialized",
          connection -> entasis.ticks().save(Months.tick("2023-11-05T00:00:00Z")));

      assertThat(freezing.rollups().freezeBefore(MARCH))
          .containsExactlyInAnyOrder("market_data_y2023m11", "market_data_y2024m02");

      assertThat(barsBeforeMarch(entasis)).hasSize(30);
    }
  }

  @Test
  void quotesAreNotFrozenWhileAnEarlierMonthOfThemIsAttached() {
    List<String> sealing = new ArrayList<>();
    MaintenancePolicy policy = MaintenancePolicy.defaults()
        .only(PartitionedTable.OPTION_DATA)
        .createAhead(0)
        .lockTimeout(Duration.ofMillis(100))
        .attempts(1);
    try (Entasis entasis = Months.open(database, clock)) {
      entasis.chains().saveAll(quotes("2024-02"));
      entasis.chains().saveAll(quotes("2024-06"));

      entasis
          .partitions()
          .backfill(
              OptionQuote.TABLE,
              YearMonth.of(2024, 1),
              quotes("2024-01").iterator(),
              BackfillOptions.defaults().loading(LoadOptions.defaults().monitor(progress -> {
                if (progress.step() == LoadStep.ATTACH && sealing.isEmpty()) {
                  sealing.addAll(Months.words(maintain(entasis, policy)));
                }
              })));

      assertThat(sealing).contains("FAILED SEAL option_data_y2024m02");
      assertThat(database.query("select * from raw_floor")).isEmpty();
      assertThat(Months.words(maintain(entasis, policy)))
          .containsSubsequence("DONE SEAL option_data_y2024m01", "DONE SEAL option_data_y2024m02");
    }
  }

  private Entasis hooked(HookedDataSource source) {
    return Entasis.builder()
        .dataSource(source)
        .rollupRefresh(Duration.ZERO)
        .clock(clock)
        .open();
  }

  /** As a process leaves it that is killed before its rows are attached. */
  private void diedLoading() {
    database.execute(
        "insert into partition_loading (loading_table, table_name, partition_name, range_from, range_to, process)"
            + " values ('market_data_y2024m02_dead', 'market_data', 'market_data_y2024m02',"
            + " '2024-02-01 00:00+00', '2024-03-01 00:00+00', 'dead')");
    database.execute("create table market_data_y2024m02_dead (like market_data)");
  }

  private List<?> barsBeforeMarch(Entasis entasis) {
    return entasis.bars().of("BTC-USDT", BarSize.ofDays(1)).before(MARCH).list();
  }

  private static MaintenanceReport maintain(Entasis entasis, MaintenancePolicy policy) {
    return entasis.partitions().maintenance(policy).preview().apply();
  }

  private static List<OptionQuote> quotes(String month) {
    OptionContract contract = new OptionContract(
        "BTC", Instant.parse("2024-12-27T08:00:00Z"), BigDecimal.TEN, PutCall.CALL);
    return List.of(OptionQuote.of(contract, Instant.parse(month + "-10T00:00:00Z")));
  }
}
