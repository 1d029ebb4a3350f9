package io.entasis.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.Entasis;
import io.entasis.portfolio.CashFlow;
import io.entasis.portfolio.Drawdown;
import io.entasis.portfolio.EquityCurve;
import io.entasis.portfolio.PortfolioSnapshot;
import io.entasis.portfolio.Position;
import io.entasis.portfolio.PositionTotals;
import io.entasis.portfolio.ReturnSeries;
import io.entasis.portfolio.SnapshotOutcome;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@EntasisTest
class PortfoliosGuideTest {

  private static final UUID USER = new UUID(0, 7);
  private static final Instant CLOSE = Instant.parse("2024-03-01T00:00:00Z");
  private static final Pattern SQL = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);

  @Test
  void saves(Entasis entasis) {
    UUID userId = USER;
    // begin save
    PortfolioSnapshot snapshot = new PortfolioSnapshot(
        userId,
        CLOSE,
        List.of(
            Position.of("SPOT", new BigDecimal("0.25"))
                .symbol("BTC-USDT")
                .entryPrice(new BigDecimal("58200"))
                .currentPrice(new BigDecimal("61480.5"))
                .pnl(new BigDecimal("820.125")),
            Position.of("CASH", new BigDecimal("4000")).currentPrice(BigDecimal.ONE)));

    SnapshotOutcome outcome = entasis.portfolios().save(snapshot); // STORED
    SnapshotOutcome again = entasis.portfolios().save(snapshot); // UNCHANGED
    // end save
    assertThat(outcome).isEqualTo(SnapshotOutcome.STORED);
    assertThat(again).isEqualTo(SnapshotOutcome.UNCHANGED);
  }

  @Test
  void asksAndAddsUp(Entasis entasis) {
    UUID userId = USER;
    entasis.portfolios().save(day(0, "61480.5", "4000"));
    // begin ask
    Optional<PortfolioSnapshot> latest = entasis.portfolios().of(userId).findLatest();
    Optional<PortfolioSnapshot> then = entasis
        .portfolios()
        .of(userId)
        .maxAge(Duration.ofHours(12))
        .findAsOf(CLOSE.plus(Duration.ofHours(3)));

    PositionTotals totals = then.orElseThrow().totals();
    Optional<BigDecimal> value = totals.marketValue();
    Optional<BigDecimal> gross = totals.withCash("CASH").grossExposure();
    Map<String, PositionTotals> kinds = totals.byAssetType();
    Optional<Map<String, Double>> weights = totals.weights();
    // end ask
    assertThat(latest).isEqualTo(then);
    assertThat(value).contains(new BigDecimal("19370.125"));
    assertThat(gross).contains(new BigDecimal("15370.125"));
    assertThat(kinds).containsOnlyKeys("CASH", "SPOT");
    assertThat(weights.orElseThrow()).hasSize(2);
  }

  @Test
  void followsThemThroughTime(Entasis entasis) {
    UUID userId = USER;
    entasis.portfolios().save(day(0, "60000", "5000"));
    entasis.portfolios().save(day(1, "54000", "5000"));
    entasis.portfolios().save(day(2, "54000", "15000"));
    entasis.portfolios().save(day(3, "60000", "15000"));
    Instant paidIn = CLOSE.plus(Duration.ofDays(2));
    // begin series
    EquityCurve curve = entasis.portfolios().of(userId).since(CLOSE).equityCurve();
    ReturnSeries returns = curve.returns(List.of(new CashFlow(paidIn, new BigDecimal("10000"))));

    OptionalDouble earned = returns.timeWeighted();
    OptionalDouble risk = returns.valueAtRisk(0.95);
    Optional<Drawdown> deepest = returns.maxDrawdown();
    // end series
    assertThat(earned.orElseThrow()).isNegative();
    assertThat(risk.orElseThrow()).isEqualTo(0.075);
    assertThat(deepest.orElseThrow().start()).isEqualTo(CLOSE);
  }

  /** Runs the SQL of the page with a role of its own. */
  @Test
  void keepsUsersApartInTheDatabase(TestDatabase database) throws IOException, SQLException {
    String role = "trading_app_" + Long.toHexString(System.nanoTime());
    database.execute(sql().replace("trading_app", role));
    try (Entasis entasis = Entasis.builder()
            .url(database.jdbcUrl())
            .user(role)
            .password("choose one")
            .poolSize(1)
            .open();
        Connection plain = DriverManager.getConnection(database.jdbcUrl(), role, "choose one");
        Statement statement = plain.createStatement()) {
      PortfolioSnapshot snapshot = day(0, "60000", "5000");
      entasis.portfolios().save(snapshot);
      assertThat(entasis.portfolios().replace(day(0, "60001", "5000")))
          .isEqualTo(SnapshotOutcome.REPLACED);
      assertThat(entasis.portfolios().of(USER).count()).isEqualTo(1);
      assertThat(entasis.portfolios().of(new UUID(0, 8)).list()).isEmpty();
      for (String table : List.of("portfolio_status", "portfolio_status_replaced")) {
        assertThat(count(statement, table)).isZero();
      }
      statement.execute("begin; select set_config('entasis.user_id', '" + USER + "', true)");
      assertThat(count(statement, "portfolio_status")).isEqualTo(2);
      statement.execute("commit");
      assertThat(count(statement, "portfolio_status")).isZero();
      assertThatThrownBy(() -> statement.execute("truncate portfolio_status"))
          .isInstanceOf(SQLException.class);
    } finally {
      database.execute("drop owned by " + role);
      database.execute("drop role " + role);
    }
  }

  private static String sql() throws IOException {
    Matcher block = SQL.matcher(Files.readString(Path.of("../docs/guide/portfolios.md")));
    assertThat(block.find()).isTrue();
    return block.group(1);
  }

  private static long count(Statement statement, String table) throws SQLException {
    try (ResultSet row = statement.executeQuery("select count(*) from " + table)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static PortfolioSnapshot day(int number, String price, String cash) {
    return new PortfolioSnapshot(
        USER,
        CLOSE.plus(Duration.ofDays(number)),
        List.of(
            Position.of("SPOT", new BigDecimal("0.25"))
                .symbol("BTC-USDT")
                .currentPrice(new BigDecimal(price)),
            Position.of("CASH", new BigDecimal(cash)).currentPrice(BigDecimal.ONE)));
  }
}
