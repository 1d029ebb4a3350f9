package io.entasis.conformance.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.Entasis;
import io.entasis.KnownAt;
import io.entasis.portfolio.*;
import io.entasis.testkit.EntasisTest;
import java.math.BigDecimal;
import java.time.*;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@EntasisTest
class PortfolioTest {

  private static final Instant NOON = Instant.parse("2024-03-05T12:00:00Z");
  private static final UUID ME = UUID.fromString("00000000-0000-0000-0000-000000000001");

  @Test
  void smoke(Entasis entasis) throws Exception {
    PortfolioSnapshot s = new PortfolioSnapshot(
        ME,
        NOON,
        List.of(
            Position.of("SPOT", new BigDecimal("0.5"))
                .symbol("BTC")
                .currentPrice(new BigDecimal("60000")),
            Position.of("CASH", new BigDecimal("100"))));
    PortfolioSnapshot t =
        new PortfolioSnapshot(ME, NOON, List.of(Position.of("CASH", new BigDecimal("99"))));
    assertThat(entasis.portfolios().save(s)).isEqualTo(SnapshotOutcome.STORED);
    assertThat(entasis.portfolios().save(s)).isEqualTo(SnapshotOutcome.UNCHANGED);
    assertThatThrownBy(() -> entasis.portfolios().save(t))
        .isInstanceOf(SnapshotConflictException.class);
    Instant between = Instant.now();
    Thread.sleep(10);
    assertThat(entasis.portfolios().replace(t)).isEqualTo(SnapshotOutcome.REPLACED);
    assertThat(entasis.portfolios().of(ME).list()).containsExactly(t);
    assertThat(entasis.portfolios().of(ME).findLatest()).contains(t);
    assertThat(entasis.portfolios().of(ME).limit(1).count()).isEqualTo(1);
    assertThat(entasis.portfolios().of(ME).findAsOf(NOON.minusMillis(1))).isEmpty();
    assertThat(entasis.portfolios().of(UUID.randomUUID()).list()).isEmpty();
    KnownAt known = entasis.knownAt(between, Duration.ofSeconds(5));
    assertThat(known.portfolios().of(ME).list()).containsExactly(s);
    entasis.useTransaction(tx -> {
      tx.portfolios().replace(s);
      assertThat(tx.portfolios().of(ME).list()).containsExactly(s);
      try (var x = tx.portfolios().of(ME).stream()) {
        assertThat(x).containsExactly(s);
      }
    });
    assertThat(entasis.portfolios().of(ME).list()).containsExactly(s);
  }
}
