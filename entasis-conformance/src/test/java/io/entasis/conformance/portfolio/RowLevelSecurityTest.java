package io.entasis.conformance.portfolio;

import static io.entasis.conformance.portfolio.Books.NOON;
import static io.entasis.conformance.portfolio.Books.OTHER_USER;
import static io.entasis.conformance.portfolio.Books.USER;
import static io.entasis.conformance.portfolio.Books.book;
import static io.entasis.conformance.portfolio.Books.cash;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.Entasis;
import io.entasis.conformance.read.LentConnection;
import io.entasis.portfolio.PortfolioSnapshot;
import io.entasis.portfolio.SnapshotOutcome;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Policies of row-level security that rest on the setting which the library makes for each transaction. */
@EntasisTest
class RowLevelSecurityTest {

  /** Without a user it holds for no row; in a query of its own it is found out once for each statement. */
  private static final String POLICY =
      "user_id = (select nullif(current_setting('entasis.user_id', true), '')::uuid)";

  private final PortfolioSnapshot own = book(USER, NOON, cash("1"), cash("2"));
  private final PortfolioSnapshot foreign = book(OTHER_USER, NOON, cash("3"));
  private final String role = "app_" + Long.toHexString(System.nanoTime());
  private final TestDatabase database;
  private final Entasis entasis;

  RowLevelSecurityTest(TestDatabase database) {
    this.database = database;
    database.execute("create role " + role + " login password 'x'");
    database.execute("grant usage on schema public to " + role);
    database.execute(
        "grant select, insert, update, delete on all tables in schema public to " + role);
    database.execute("grant usage on all sequences in schema public to " + role);
    for (String table : List.of("portfolio_status", "portfolio_status_replaced")) {
      database.execute("alter table " + table + " enable row level security");
      database.execute("create policy own_rows on " + table + " using (" + POLICY + ")");
    }
    this.entasis = Entasis.builder()
        .rollupRefresh(Duration.ZERO)
        .url(database.jdbcUrl())
        .user(role)
        .password("x")
        .poolSize(1)
        .open();
    entasis.portfolios().save(own);
    entasis.portfolios().save(foreign);
  }

  @AfterEach
  void drop() {
    entasis.close();
    database.execute("drop owned by " + role);
    database.execute("drop role " + role);
  }

  @Test
  void everythingWorksUnderThePolicy() {
    assertThat(entasis.portfolios().of(USER).list()).containsExactly(own);
    assertThat(entasis.portfolios().of(OTHER_USER).findLatest()).contains(foreign);
    assertThat(entasis.portfolios().of(OTHER_USER).count()).isEqualTo(1);
    try (Stream<PortfolioSnapshot> snapshots = entasis.portfolios().of(USER).stream()) {
      assertThat(snapshots).containsExactly(own);
    }
    assertThat(entasis.portfolios().replace(book(USER, NOON, cash("9"))))
        .isEqualTo(SnapshotOutcome.REPLACED);
    assertThat(entasis.portfolios().of(USER).list()).containsExactly(book(USER, NOON, cash("9")));
  }

  @Test
  void aTransactionMayBeAboutSeveralUsers() {
    entasis.useTransaction(tx -> {
      assertThat(tx.portfolios().of(USER).list()).containsExactly(own);
      tx.portfolios().save(book(OTHER_USER, NOON.plusSeconds(1), cash("4")));
      assertThat(tx.portfolios().of(USER).list()).containsExactly(own);
      assertThat(tx.portfolios().of(OTHER_USER).count()).isEqualTo(2);
    });
  }

  /** A cursor that is open goes on with its own user when the transaction turns to another one. */
  @Test
  void aStreamStaysWithItsUser() {
    database.execute("insert into portfolio_status (user_id, asset_type, position_size, timestamp)"
        + " select '" + USER
        + "', 'CASH', 1, timestamptz '2024-01-01 00:00+00' + n * interval '1 minute'"
        + " from generate_series(1, 20000) n");
    entasis.useTransaction(tx -> {
      try (Stream<PortfolioSnapshot> snapshots = tx.portfolios().of(USER).stream()) {
        Iterator<PortfolioSnapshot> rest = snapshots.iterator();
        rest.next();
        assertThat(tx.portfolios().of(OTHER_USER).count()).isEqualTo(1);
        assertThat(rest).toIterable().hasSize(20_000);
      }
    });
  }

  @Test
  void theSettingEndsWithItsTransaction() throws SQLException {
    LentConnection lent =
        new LentConnection(() -> DriverManager.getConnection(database.jdbcUrl(), role, "x"), true);
    try (Entasis pooled = Entasis.builder()
        .rollupRefresh(Duration.ZERO)
        .dataSource(lent.dataSource())
        .open()) {
      assertThat(pooled.portfolios().of(USER).list()).hasSize(1);
      assertThat(lent.query("select count(*) from portfolio_status")).containsExactly("0");
      pooled.portfolios().save(book(USER, NOON.plusSeconds(1), cash("1")));
      assertThat(lent.query("select count(*) from portfolio_status")).containsExactly("0");
      pooled.useTransaction(
          tx -> assertThat(tx.portfolios().of(OTHER_USER).count()).isEqualTo(1));
      assertThat(lent.query("select current_setting('entasis.user_id', true)")).containsExactly("");
      lent.assertAsItWas();
    } finally {
      lent.end();
    }
    assertThat(database.query("select count(*) from portfolio_status")).containsExactly("4");
  }

  @Test
  void aSessionThatNeverToldAUserSeesNothing() throws SQLException {
    LentConnection bare =
        new LentConnection(() -> DriverManager.getConnection(database.jdbcUrl(), role, "x"), true);
    try {
      assertThat(bare.query("select count(*) from portfolio_status")).containsExactly("0");
      assertThatThrownBy(() -> bare.query("truncate portfolio_status"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("permission denied");
    } finally {
      bare.end();
    }
  }

  @Test
  void whatWasKnownIsToldUnderThePolicyToo() {
    database.execute("grant pg_read_all_stats to " + role);
    Instant instant = Instant.now();
    entasis.portfolios().replace(book(USER, NOON, cash("9")));

    assertThat(entasis
            .knownAt(instant, Duration.ofSeconds(10))
            .portfolios()
            .of(USER)
            .list())
        .containsExactly(own);
  }

  @Test
  void rowsOfAnotherUserCannotBeWrittenBesideTheLibrary() {
    assertThatThrownBy(() -> {
          try (Connection bare = DriverManager.getConnection(database.jdbcUrl(), role, "x");
              Statement statement = bare.createStatement()) {
            statement.execute("begin; select set_config('entasis.user_id', '" + USER + "', true);"
                + " insert into portfolio_status (user_id, asset_type, position_size, timestamp) values ('"
                + OTHER_USER + "', 'CASH', 1, now())");
          }
        })
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("row-level security");
  }
}
