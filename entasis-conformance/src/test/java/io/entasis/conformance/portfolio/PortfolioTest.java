package io.entasis.conformance.portfolio;

import static io.entasis.conformance.portfolio.Books.NOON;
import static io.entasis.conformance.portfolio.Books.OTHER_USER;
import static io.entasis.conformance.portfolio.Books.USER;
import static io.entasis.conformance.portfolio.Books.book;
import static io.entasis.conformance.portfolio.Books.cash;
import static io.entasis.conformance.portfolio.Books.coin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.Entasis;
import io.entasis.conformance.write.WatchedDataSource;
import io.entasis.error.InvalidConfigurationException;
import io.entasis.error.InvalidInputException;
import io.entasis.market.TimeRange;
import io.entasis.portfolio.EquityCurve;
import io.entasis.portfolio.EquityPoint;
import io.entasis.portfolio.PortfolioQuery;
import io.entasis.portfolio.PortfolioSnapshot;
import io.entasis.portfolio.Position;
import io.entasis.portfolio.SnapshotConflictException;
import io.entasis.portfolio.SnapshotOutcome;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import java.math.BigDecimal;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Saving portfolio snapshots and asking for them. */
@EntasisTest
class PortfolioTest {

  private final PortfolioSnapshot first =
      book(USER, NOON, coin("BTC-USDT", "0.5", "60000"), cash("1000"));
  private final PortfolioSnapshot other = book(USER, NOON, cash("31000"));

  @Test
  void aSnapshotComesBackWholeAndInItsOrder(Entasis entasis) {
    PortfolioSnapshot full = book(
        USER,
        NOON,
        cash("0"),
        Position.of("FUTURE", new BigDecimal("-0.12345678"))
            .symbol("BTC-USDT")
            .entryPrice(new BigDecimal("999999999999.99999999"))
            .currentPrice(new BigDecimal("-37.63"))
            .pnl(new BigDecimal("-0.00000001")),
        Position.of("OPTION", BigDecimal.ONE),
        Position.of("OPTION", BigDecimal.ONE));

    assertThat(entasis.portfolios().save(full)).isEqualTo(SnapshotOutcome.STORED);
    assertThat(entasis.portfolios().of(USER).list()).containsExactly(full);
    assertThat(entasis.portfolios().of(USER).findLatest()).contains(full);
    try (Stream<PortfolioSnapshot> stream = entasis.portfolios().of(USER).stream()) {
      assertThat(stream).containsExactly(full);
    }
  }

  @Test
  void theSameSnapshotIsStoredOnce(Entasis entasis, TestDatabase database) {
    entasis.portfolios().save(first);
    List<Position> turned = new ArrayList<>(first.positions());
    Collections.reverse(turned);

    assertThat(entasis.portfolios().save(first)).isEqualTo(SnapshotOutcome.UNCHANGED);
    assertThat(entasis.portfolios().replace(first)).isEqualTo(SnapshotOutcome.UNCHANGED);
    assertThat(entasis.portfolios().save(new PortfolioSnapshot(USER, NOON, turned)))
        .isEqualTo(SnapshotOutcome.UNCHANGED);
    assertThat(database.query("select count(*) from portfolio_status")).containsExactly("2");
    assertThat(database.query("select count(*) from portfolio_status_replaced"))
        .containsExactly("0");
  }

  @Test
  void anotherSnapshotAtTheSameInstantIsRefused(Entasis entasis) {
    entasis.portfolios().save(first);

    assertThatThrownBy(() -> entasis.portfolios().save(other))
        .isInstanceOfSatisfying(SnapshotConflictException.class, e -> {
          assertThat(e.userId()).isEqualTo(USER);
          assertThat(e.timestamp()).isEqualTo(NOON);
        });
    assertThat(entasis.portfolios().of(USER).list()).containsExactly(first);
  }

  @Test
  void oneTwiceIsNotTheSameAsOnce(Entasis entasis) {
    entasis.portfolios().save(book(USER, NOON, cash("1"), cash("1")));

    assertThatThrownBy(() -> entasis.portfolios().save(book(USER, NOON, cash("1"))))
        .isInstanceOf(SnapshotConflictException.class);
  }

  @Test
  void whoAsksForItReplacesTheOther(Entasis entasis, TestDatabase database) {
    entasis.portfolios().save(first);

    assertThat(entasis.portfolios().replace(other)).isEqualTo(SnapshotOutcome.REPLACED);
    assertThat(entasis.portfolios().of(USER).list()).containsExactly(other);
    assertThat(database.query("select count(*) from portfolio_status_replaced"))
        .containsExactly("2");
  }

  @Test
  void theOneAsOfAnInstantIsNeverAMixOfTwo(Entasis entasis) {
    PortfolioSnapshot later = book(USER, NOON.plusSeconds(60), cash("7"));
    entasis.portfolios().save(first);
    entasis.portfolios().save(later);
    PortfolioQuery user = entasis.portfolios().of(USER);

    assertThat(user.findAsOf(NOON.plusSeconds(59))).contains(first);
    assertThat(user.findAsOf(NOON.plusSeconds(60))).contains(later);
    assertThat(user.findAsOf(NOON.minusNanos(1_000))).isEmpty();
    assertThat(user.maxAge(Duration.ofSeconds(59)).findAsOf(NOON.plusSeconds(59)))
        .contains(first);
    assertThat(user.maxAge(Duration.ofSeconds(58)).findAsOf(NOON.plusSeconds(59)))
        .isEmpty();
    assertThat(user.before(NOON.plusSeconds(60)).findLatest()).contains(first);
  }

  @Test
  void oneUserNeverSeesTheOther(Entasis entasis) {
    PortfolioSnapshot foreign = book(OTHER_USER, NOON, cash("9"));
    entasis.portfolios().save(first);
    entasis.portfolios().save(foreign);

    assertThat(entasis.portfolios().of(OTHER_USER).list()).containsExactly(foreign);
    assertThat(entasis.portfolios().of(OTHER_USER).count()).isEqualTo(1);
    assertThat(entasis.portfolios().of(new UUID(0, 3)).findLatest()).isEmpty();
    assertThat(entasis.portfolios().replace(book(OTHER_USER, NOON, cash("8"))))
        .isEqualTo(SnapshotOutcome.REPLACED);
    assertThat(entasis.portfolios().of(USER).list()).containsExactly(first);
  }

  @Test
  void limitsAndCountsAreThoseOfSnapshots(Entasis entasis) {
    List<PortfolioSnapshot> days = IntStream.range(0, 10)
        .mapToObj(day -> book(
            USER,
            NOON.plus(Duration.ofDays(day)),
            cash(Integer.toString(day)),
            coin("BTC-USDT", "1", "2"),
            coin("ETH-USDT", "1", "2")))
        .toList();
    days.forEach(entasis.portfolios()::save);
    PortfolioQuery user = entasis.portfolios().of(USER);
    TimeRange middle = TimeRange.of(days.get(3).timestamp(), days.get(7).timestamp());

    assertThat(user.count()).isEqualTo(10);
    assertThat(user.limit(4).list()).isEqualTo(days.subList(0, 4));
    assertThat(user.descending().limit(2).list()).containsExactly(days.get(9), days.get(8));
    assertThat(user.during(middle).list()).isEqualTo(days.subList(3, 7));
    assertThat(user.during(middle).limit(3).count()).isEqualTo(3);
    assertThat(user.during(middle).findFirst()).contains(days.get(3));
    assertThat(user.descending().findFirst()).contains(days.get(9));
    List<PortfolioSnapshot> seen = new ArrayList<>();
    user.since(days.get(8).timestamp()).forEach(seen::add);
    assertThat(seen).isEqualTo(days.subList(8, 10));
  }

  @Test
  void snapshotsMakeUpCurves(Entasis entasis) {
    entasis.portfolios().save(first);
    entasis
        .portfolios()
        .save(book(
            USER, NOON.plusSeconds(1), Position.of("SPOT", BigDecimal.ONE).pnl(BigDecimal.TEN)));
    PortfolioQuery user = entasis.portfolios().of(USER);

    assertThat(user.equityCurve())
        .isEqualTo(new EquityCurve(List.of(
            EquityPoint.of(NOON, new BigDecimal("31000")),
            new EquityPoint(NOON.plusSeconds(1), Optional.empty()))));
    assertThat(user.pnlCurve())
        .isEqualTo(new EquityCurve(List.of(
            new EquityPoint(NOON, Optional.empty()),
            EquityPoint.of(NOON.plusSeconds(1), BigDecimal.TEN))));
    assertThatThrownBy(() -> user.descending().equityCurve())
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void whatCannotBeStoredIsNamedAndNothingIsStored(Entasis entasis) {
    assertRefused(entasis, "has no position", book(USER, NOON));
    assertRefused(
        entasis, "position 2", book(USER, NOON, cash("1"), Position.of(" ", BigDecimal.ONE)));
    assertRefused(
        entasis,
        "asset_type NAME_TOO_LONG",
        book(USER, NOON, Position.of("A".repeat(21), BigDecimal.ONE)));
    assertRefused(entasis, "symbol NAME_BLANK", book(USER, NOON, coin("", "1", "1")));
    assertRefused(entasis, "position_size TOO_MANY_DECIMALS", book(USER, NOON, cash("1E-9")));
    assertRefused(entasis, "current_price TOO_LARGE", book(USER, NOON, coin("B", "1", "1E+12")));
    assertRefused(
        entasis,
        "timestamp TOO_LATE",
        book(USER, Instant.now().plus(Duration.ofDays(2)), cash("1")));
    assertThat(entasis.portfolios().of(USER).count()).isZero();
  }

  @Test
  void aTransactionSavesAllOrNothing(Entasis entasis) {
    entasis.portfolios().save(first);
    assertThatThrownBy(() -> entasis.useTransaction(tx -> {
          tx.portfolios().replace(other);
          assertThat(tx.portfolios().of(USER).list()).containsExactly(other);
          throw new IllegalStateException("not today");
        }))
        .hasMessage("not today");
    assertThat(entasis.portfolios().of(USER).list()).containsExactly(first);

    entasis.useTransaction(tx -> {
      assertThatThrownBy(() -> tx.portfolios().save(other))
          .isInstanceOf(SnapshotConflictException.class);
      tx.portfolios().save(book(OTHER_USER, NOON, cash("1")));
    });
    assertThat(entasis.portfolios().of(OTHER_USER).count()).isEqualTo(1);
  }

  @Test
  void ofManyWritersOneWinsAndNothingIsMixed(Entasis entasis) throws Exception {
    ExecutorService writers = Executors.newFixedThreadPool(6);
    try {
      List<Callable<SnapshotOutcome>> saves = IntStream.range(0, 24)
          .<Callable<SnapshotOutcome>>mapToObj(i -> () -> entasis
              .portfolios()
              .replace(book(
                  USER,
                  NOON,
                  cash(Integer.toString(i % 6)),
                  coin("B", Integer.toString(i % 6), "1"))))
          .toList();
      for (Future<SnapshotOutcome> outcome : writers.invokeAll(saves)) {
        assertThat(outcome.get()).isNotNull();
      }
    } finally {
      writers.shutdownNow();
    }
    assertThat(entasis.portfolios().of(USER).list()).singleElement().satisfies(book -> {
      assertThat(book.positions()).hasSize(2);
      assertThat(book.positions().get(0).size())
          .isEqualTo(book.positions().get(1).size());
    });
  }

  /** The default of an app's DataSource must not hide what another writer has committed meanwhile. */
  @Test
  void isolationOfTheDataSourceDoesNotMatter(TestDatabase database) throws Exception {
    DataSource repeatable = new WatchedDataSource(
        database.dataSource(),
        connection -> connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ));
    ExecutorService writers = Executors.newFixedThreadPool(4);
    try (Entasis entasis =
        Entasis.builder().rollupRefresh(Duration.ZERO).dataSource(repeatable).open()) {
      List<Callable<SnapshotOutcome>> saves = IntStream.range(0, 24)
          .<Callable<SnapshotOutcome>>mapToObj(i ->
              () -> entasis.portfolios().replace(book(USER, NOON, cash("" + i), cash("" + i))))
          .toList();
      for (Future<SnapshotOutcome> outcome : writers.invokeAll(saves)) {
        assertThat(outcome.get()).isNotNull();
      }
      assertThat(database.query("select count(*) from portfolio_status")).containsExactly("2");
      assertThatThrownBy(() -> entasis.useTransaction(tx -> tx.portfolios().save(first)))
          .isInstanceOf(InvalidConfigurationException.class)
          .hasMessageContaining("repeatable read");
    } finally {
      writers.shutdownNow();
    }
  }

  private static void assertRefused(Entasis entasis, String why, PortfolioSnapshot snapshot) {
    assertThatThrownBy(() -> entasis.portfolios().save(snapshot))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(why);
  }
}
