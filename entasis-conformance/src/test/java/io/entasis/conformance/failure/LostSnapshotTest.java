package io.entasis.conformance.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.error.EntasisException;
import io.entasis.portfolio.PortfolioSnapshot;
import io.entasis.portfolio.Position;
import io.entasis.portfolio.SnapshotOutcome;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.FaultPoint;
import io.entasis.testkit.FaultProxy;
import io.entasis.testkit.TestDatabase;
import io.entasis.testkit.TestServer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The connection is lost during the commit of a snapshot. */
@EntasisTest
class LostSnapshotTest {

  private static final UUID USER = new UUID(0, 1);
  private static final Instant NOON = Instant.parse("2024-03-05T12:00:00Z");

  private final TestDatabase database;
  private final FaultProxy proxy;
  private final Entasis entasis;

  LostSnapshotTest(TestServer server, TestDatabase database) {
    this.database = database;
    this.proxy = FaultProxy.before(server);
    this.entasis = database.through(proxy).entasis().open();
  }

  @AfterEach
  void close() {
    entasis.close();
    proxy.close();
  }

  @ParameterizedTest(name = "answer lost: {0}")
  @ValueSource(booleans = {true, false})
  void itIsStoredOnceAndToldAsStored(boolean answered) {
    strike(answered, proxy.onStatement("COMMIT", 1));

    assertThat(entasis.portfolios().save(book("1"))).isEqualTo(SnapshotOutcome.STORED);
    assertThat(proxy.triggered()).isEqualTo(1);
    assertThat(database.query("select count(*) from portfolio_status")).containsExactly("1");
  }

  @ParameterizedTest(name = "answer lost: {0}")
  @ValueSource(booleans = {true, false})
  void oneThatReplacesDoesSoOnce(boolean answered) {
    entasis.portfolios().save(book("1"));
    strike(answered, proxy.onStatement("COMMIT", 1));

    assertThat(entasis.portfolios().replace(book("2"))).isEqualTo(SnapshotOutcome.REPLACED);
    assertThat(proxy.triggered()).isEqualTo(1);
    assertThat(entasis.portfolios().of(USER).list()).containsExactly(book("2"));
    assertThat(database.query("select count(*) from portfolio_status_replaced"))
        .containsExactly("1");
  }

  @ParameterizedTest(name = "answer lost: {0}")
  @ValueSource(booleans = {true, false})
  void aTransactionOfTheAppFindsOutWhatBecameOfIt(boolean answered) {
    strike(answered, proxy.onStatement("COMMIT", 1));
    boolean told;
    try {
      entasis.useTransaction(tx -> tx.portfolios().save(book("1")));
      told = true;
    } catch (EntasisException e) {
      told = false;
    }

    assertThat(proxy.triggered()).isEqualTo(1);
    assertThat(told).isEqualTo(answered);
    assertThat(database.query("select count(*) from portfolio_status"))
        .containsExactly(answered ? "1" : "0");
  }

  private static void strike(boolean answerLost, FaultPoint commit) {
    if (answerLost) {
      commit.loseReply();
    } else {
      commit.cut();
    }
  }

  private static PortfolioSnapshot book(String cash) {
    return new PortfolioSnapshot(USER, NOON, List.of(Position.of("CASH", new BigDecimal(cash))));
  }
}
