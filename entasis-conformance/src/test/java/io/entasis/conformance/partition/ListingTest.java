package io.entasis.conformance.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.entasis.Entasis;
import io.entasis.conformance.Beside;
import io.entasis.conformance.write.WatchedDataSource;
import io.entasis.error.NotFoundException;
import io.entasis.market.TimeRange;
import io.entasis.partition.MaintenancePolicy;
import io.entasis.partition.PartitionInfo;
import io.entasis.partition.PartitionListing;
import io.entasis.partition.PartitionProblem;
import io.entasis.partition.PartitionProblem.Kind;
import io.entasis.partition.PartitionState;
import io.entasis.partition.PartitionedTable;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What there is of a table. */
@EntasisTest
class ListingTest {

  private final TestDatabase database;
  private final MovingClock clock = new MovingClock("2024-03-10T12:00:00Z");
  private final Entasis entasis;

  ListingTest(TestDatabase database) {
    this.database = database;
    this.entasis = Months.open(database, clock);
  }

  @AfterEach
  void close() {
    entasis.close();
  }

  @Test
  void aPartitionShowsWhatItHoldsAndTakesUp() {
    Months.load(entasis, "2024-02", "2024-03");
    database.execute("analyze market_data_y2024m02");

    PartitionListing listing = entasis.partitions().list(PartitionedTable.MARKET_DATA);

    assertThat(listing.partitions())
        .extracting(PartitionInfo::name)
        .containsExactly("market_data_y2024m02", "market_data_y2024m03");
    PartitionInfo february = listing.find("market_data_y2024m02").orElseThrow();
    assertThat(february.range()).isEqualTo(TimeRange.month(YearMonth.of(2024, 2)));
    assertThat(february.state()).isEqualTo(PartitionState.ATTACHED);
    assertThat(february.firstRow()).contains(Instant.parse("2024-02-01T10:01:00Z"));
    assertThat(february.lastRow()).contains(Instant.parse("2024-02-29T10:29:00Z"));
    assertThat(february.storage().estimatedRows()).isEqualTo(58);
    assertThat(february.storage().bytes()).isGreaterThan(february.storage().indexBytes());
    assertThat(february.storage().indexes()).hasSize(3).contains("market_data_y2024m02_pkey");
    assertThat(february.archive()).isEmpty();
    assertThat(entasis.partitions().countRows(PartitionedTable.MARKET_DATA, february.name()))
        .isEqualTo(58);
    assertThat(listing.problems()).isEmpty();
    assertThat(listing.gaps()).isEmpty();
  }

  @Test
  void coverageCountsFromNow() {
    Months.load(entasis, "2024-02", "2024-03");
    Months.load(entasis, "2024-05", "2024-05");

    PartitionListing listing = entasis.partitions().list(PartitionedTable.MARKET_DATA);

    assertThat(listing.coverage()).isEqualTo(Duration.ofHours(21 * 24 + 12));
    assertThat(listing.daysCovered()).isEqualTo(21);
    assertThat(listing.gaps()).containsExactly(TimeRange.month(YearMonth.of(2024, 4)));
    clock.set("2024-04-10T00:00:00Z");
    assertThat(entasis.partitions().list(PartitionedTable.MARKET_DATA).coverage())
        .isZero();
  }

  @Test
  void optionQuotesAreListedToo() {
    database.execute("create table option_data_y2024m02 partition of option_data"
        + " for values from ('2024-02-01 00:00+00') to ('2024-03-01 00:00+00')");
    database.execute(
        "insert into option_data (underlying, strike_price, expiry_date, option_type, timestamp)"
            + " select u, k, '2024-06-28 08:00+00', t, '2024-02-10 00:00+00'::timestamptz + make_interval(days => d)"
            + " from unnest(array['BTC', 'ETH']) u, generate_series(1, 3) k, unnest(array['CALL', 'PUT']) t, generate_series(0, 9) d"
            + " where u = 'BTC' or d between 2 and 4");

    PartitionInfo february = entasis
        .partitions()
        .list(PartitionedTable.OPTION_DATA)
        .find("option_data_y2024m02")
        .orElseThrow();

    assertThat(february.firstRow()).contains(Instant.parse("2024-02-10T00:00:00Z"));
    assertThat(february.lastRow()).contains(Instant.parse("2024-02-19T00:00:00Z"));
  }

  @Test
  void aPartitionThatIsDroppedWhileItIsLookedAtIsNoFailure() throws Exception {
    Months.load(entasis, "2024-02", "2024-03");
    CompletableFuture<PartitionListing> listing;
    try (Connection dropper = database.connect();
        Statement statement = dropper.createStatement()) {
      dropper.setAutoCommit(false);
      statement.execute("alter table market_data detach partition market_data_y2024m02");
      statement.execute("drop table market_data_y2024m02");
      listing = Beside.supply(() -> entasis.partitions().list(PartitionedTable.MARKET_DATA));
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> database.query("select pid from pg_locks where not granted"),
              locks -> !locks.isEmpty());
      dropper.commit();
    }

    assertThat(listing.get(30, TimeUnit.SECONDS).partitions())
        .extracting(PartitionInfo::name)
        .containsExactly("market_data_y2024m03");
  }

  @Test
  void anEmptyPartitionHasNoFirstRow() {
    database.execute(
        "create table market_data_y2024m02 partition of market_data for values from ('2024-02-01 00:00+00') to ('2024-03-01 00:00+00')");

    PartitionInfo february =
        entasis.partitions().list(PartitionedTable.MARKET_DATA).partitions().get(0);

    assertThat(february.firstRow()).isEmpty();
    assertThat(february.lastRow()).isEmpty();
    assertThat(february.storage().estimatedRows()).isZero();
  }

  @Test
  void whatOthersHaveMadeIsFoundAndNamed() {
    Months.load(entasis, "2024-03", "2024-03");
    partition("market_data_y2024m01", "from ('2024-01-01 05:00+00') to ('2024-02-01 05:00+00')");
    partition("old_ticks", "from (minvalue) to ('2023-01-01 00:00+00')");
    partition("rest", "default");
    database.execute("create table market_data_y2023m07 (like market_data)");
    database.execute("create table market_data_y2023m07_copy (like market_data)");

    PartitionListing listing = entasis.partitions().list(PartitionedTable.MARKET_DATA);

    assertThat(listing.problems())
        .extracting(PartitionProblem::kind, PartitionProblem::name)
        .containsExactlyInAnyOrder(
            tuple(Kind.MISALIGNED, "market_data_y2024m01"),
            tuple(Kind.UNGUARDED, "market_data_y2024m01"),
            tuple(Kind.FOREIGN, "old_ticks"),
            tuple(Kind.UNGUARDED, "old_ticks"),
            tuple(Kind.DEFAULT, "rest"),
            tuple(Kind.UNGUARDED, "rest"),
            tuple(Kind.STRAY, "market_data_y2023m07"));
    assertThat(listing.gaps()).hasSize(2);
  }

  @Test
  void aHalfDoneDetachIsFound() throws SQLException {
    Months.load(entasis, "2024-02", "2024-03");

    HalfDetached.make(database, "market_data_y2024m02");

    PartitionListing listing = entasis.partitions().list(PartitionedTable.MARKET_DATA);
    assertThat(listing.problems())
        .extracting(PartitionProblem::kind, PartitionProblem::name)
        .containsExactly(tuple(Kind.HALF_DETACHED, "market_data_y2024m02"));
    assertThat(listing.in(PartitionState.DETACHING))
        .extracting(PartitionInfo::name)
        .containsExactly("market_data_y2024m02");
  }

  @Test
  void sessionsOfOtherTimeZonesSeeTheSame() throws SQLException {
    Months.load(entasis, "2024-02", "2024-03");
    database.execute("analyze market_data_y2024m02, market_data_y2024m03");
    PartitionListing here = entasis.partitions().list(PartitionedTable.MARKET_DATA);
    DataSource elsewhere = new WatchedDataSource(database.dataSource(), connection -> {
      try (Statement statement = connection.createStatement()) {
        statement.execute("set timezone = 'Asia/Kathmandu'");
      }
    });
    try (Entasis other = Entasis.builder()
        .dataSource(elsewhere)
        .clock(clock)
        .rollupRefresh(Duration.ZERO)
        .open()) {
      assertThat(other.partitions().list(PartitionedTable.MARKET_DATA)).isEqualTo(here);
      assertThat(other
              .partitions()
              .maintenance(MaintenancePolicy.defaults().retainForEver())
              .preview()
              .apply()
              .results())
          .hasSize(7);
    }
    assertThat(entasis.partitions().list(PartitionedTable.MARKET_DATA).problems())
        .isEmpty();
  }

  @Test
  void rowsOfAnUnknownPartitionCannotBeCounted() {
    assertThatThrownBy(
            () -> entasis.partitions().countRows(PartitionedTable.MARKET_DATA, "predictions"))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("predictions");
  }

  private void partition(String name, String bounds) {
    database.execute("create table " + name + " partition of market_data "
        + (bounds.equals("default") ? bounds : "for values " + bounds));
  }
}
