package io.entasis.conformance.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.portfolio.PortfolioSnapshot;
import io.entasis.portfolio.Position;
import io.entasis.query.AnswerSource;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Snapshots are kept for their user alone, also where policies of row-level security decide who sees what. */
@EntasisTest
class UsersOfTheCacheTest {

  private static final UUID FIRST = new UUID(0, 1);
  private static final UUID SECOND = new UUID(0, 2);
  private static final String RIGHTS =
      "grant select, insert, update, delete on all tables in schema public to ";

  private final String role = "app_" + Long.toHexString(System.nanoTime());
  private final TestDatabase database;
  private final Entasis entasis;

  UsersOfTheCacheTest(TestDatabase database) {
    this.database = database;
    database.execute("create role " + role + " login password 'x'");
    database.execute(RIGHTS + role);
    database.execute("grant usage on all sequences in schema public to " + role);
    database.execute("alter table portfolio_status enable row level security");
    database.execute("create policy own_rows on portfolio_status"
        + " using (user_id = nullif(current_setting('entasis.user_id', true), '')::uuid)");
    this.entasis = Caching.following(Entasis.builder()
        .rollupRefresh(Duration.ZERO)
        .url(database.jdbcUrl())
        .user(role)
        .password("x")
        .poolSize(2)
        .cache(Caching.LASTING)
        .open());
  }

  @AfterEach
  void drop() {
    entasis.close();
    database.execute("drop owned by " + role);
    database.execute("drop role " + role);
  }

  @Test
  void eachUserHasAnAnswerOfHisOwn() {
    entasis.portfolios().save(book(FIRST, 1));
    entasis.portfolios().save(book(SECOND, 2));

    for (AnswerSource source : AnswerSource.values()) {
      assertThat(entasis.portfolios().of(FIRST).answerLatest().source()).isEqualTo(source);
      assertThat(entasis.portfolios().of(SECOND).answerLatest().source()).isEqualTo(source);
      assertThat(entasis.portfolios().of(FIRST).answerLatest().value()).contains(book(FIRST, 1));
      assertThat(entasis.portfolios().of(SECOND).answerLatest().value()).contains(book(SECOND, 2));
    }

    entasis.portfolios().save(book(FIRST, 3));
    assertThat(entasis.portfolios().of(FIRST).findLatest()).contains(book(FIRST, 3));
    assertThat(entasis.portfolios().of(SECOND).answerLatest().source())
        .isEqualTo(AnswerSource.CACHE);
  }

  @Test
  void aUserWithoutRowsSeesNothingOfOthers() {
    entasis.portfolios().save(book(FIRST, 1));
    entasis.portfolios().of(FIRST).findLatest();

    assertThat(entasis.portfolios().of(SECOND).findLatest()).isEmpty();
    assertThat(entasis.portfolios().of(SECOND).answerLatest().source())
        .isEqualTo(AnswerSource.CACHE);
    assertThat(entasis.portfolios().of(SECOND).findLatest()).isEmpty();
  }

  private static PortfolioSnapshot book(UUID user, int version) {
    return new PortfolioSnapshot(
        user,
        Kept.NOON.plusSeconds(version),
        List.of(Position.of("CASH", BigDecimal.valueOf(version))));
  }
}
