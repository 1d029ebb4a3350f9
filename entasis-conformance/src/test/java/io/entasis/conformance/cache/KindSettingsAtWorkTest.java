package io.entasis.conformance.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entasis.Entasis;
import io.entasis.cache.CacheKind;
import io.entasis.cache.CacheSettings;
import io.entasis.cache.KindSettings;
import io.entasis.cache.KindStatistics;
import io.entasis.cache.PollStatistics;
import io.entasis.option.OptionChain;
import io.entasis.query.Answer;
import io.entasis.query.AnswerSource;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the settings promise: sizes, ages, refreshing, and what is off. */
@EntasisTest
class KindSettingsAtWorkTest {

  private final MovableClock clock = new MovableClock(Instant.parse("2026-01-10T12:00:00Z"));
  private final TestDatabase database;

  KindSettingsAtWorkTest(TestDatabase database) {
    this.database = database;
  }

  @Test
  void nothingIsKeptUnlessItIsAskedFor() {
    try (Entasis entasis = Caching.on(database).open()) {
      Kept.TICK.save(entasis, "A", 1);
      for (int i = 0; i < 2; i++) {
        assertThat(Kept.TICK.answer(entasis, "A").source()).isEqualTo(AnswerSource.DATABASE);
      }
      assertThat(entasis.cache().keeps(CacheKind.LATEST_TICK)).isFalse();
      assertThat(entasis.cache().statistics(CacheKind.LATEST_TICK))
          .isEqualTo(KindStatistics.NOTHING);
      assertThat(entasis.cache().polls()).isEqualTo(PollStatistics.NOTHING);
      entasis.cache().empty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aKindThatIsOffIsNotKeptAndTheOthersAre(Kept off) {
    try (Entasis entasis = open(Caching.LASTING.without(off.kind()))) {
      for (Kept kept : Kept.values()) {
        String subject = kept.name();
        kept.save(entasis, subject, 1);
        kept.read(entasis, subject);
        AnswerSource wanted = kept == off ? AnswerSource.DATABASE : AnswerSource.CACHE;
        assertThat(kept.answer(entasis, subject).source()).as(subject).isEqualTo(wanted);
        assertThat(entasis.cache().keeps(kept.kind())).isEqualTo(kept != off);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsTooOldIsReadAgain(Kept kept) {
    KindSettings settings = KindSettings.defaults().maxAge(Duration.ofMinutes(1));
    try (Entasis entasis = open(Caching.LASTING.with(kept.kind(), settings))) {
      kept.save(entasis, "A", 1);
      kept.read(entasis, "A");

      clock.advance(Duration.ofMillis(59_999));
      assertThat(kept.answer(entasis, "A").source()).isEqualTo(AnswerSource.CACHE);
      clock.advance(Duration.ofMillis(1));
      assertThat(kept.answer(entasis, "A").source()).isEqualTo(AnswerSource.DATABASE);
      assertThat(kept.answer(entasis, "A").source()).isEqualTo(AnswerSource.CACHE);
    }
  }

  /** It says itself as of when it is. */
  @Test
  void aChainAsOfNowIsNoOlderThanTheBound() {
    try (Entasis entasis = open(Caching.LASTING)) {
      Kept.CHAIN.save(entasis, "A", 1);
      entasis.chains().on("A").find();
      Instant first = clock.instant();

      clock.advance(Caching.LASTING.staleness().minusMillis(1));
      Answer<Optional<OptionChain>> kept = entasis.chains().on("A").answer();
      assertThat(kept.source()).isEqualTo(AnswerSource.CACHE);
      assertThat(kept.value().orElseThrow().asOf()).isEqualTo(first);
      clock.advance(Duration.ofMillis(1));

      Answer<Optional<OptionChain>> read = entasis.chains().on("A").answer();
      assertThat(read.source()).isEqualTo(AnswerSource.DATABASE);
      assertThat(read.value().orElseThrow().asOf()).isEqualTo(clock.instant());
    }
  }

  @Test
  void aChainOfThePastIsKeptUntilItsPastChanges() {
    try (Entasis entasis = open(Caching.LASTING)) {
      Kept.CHAIN.save(entasis, "A", 1);
      var then = entasis.chains().on("A").asOf(Kept.NOON.plusSeconds(1)).calls();
      then.find();
      clock.advance(Duration.ofDays(1));

      Kept.CHAIN.save(entasis, "A", 2_000);
      assertThat(then.answer().source()).isEqualTo(AnswerSource.CACHE);
      Kept.CHAIN.save(entasis, "A", 500);

      assertThat(then.answer().source()).isEqualTo(AnswerSource.DATABASE);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsAskedLeastMakesRoom(Kept kept) {
    KindSettings few = KindSettings.defaults().maxRows(10);
    try (Entasis entasis = open(Caching.LASTING.with(kept.kind(), few))) {
      for (int i = 0; i < 50; i++) {
        kept.read(entasis, "S" + i);
      }

      KindStatistics statistics = entasis.cache().statistics(kept.kind());
      assertThat(statistics.loads()).isEqualTo(50);
      assertThat(statistics.rows()).isLessThanOrEqualTo(10);
      assertThat(statistics.entries()).isLessThanOrEqualTo(10);
      assertThat(statistics.evictions()).isGreaterThanOrEqualTo(40);
    }
  }

  /** After a change nobody waits: the older answer is given within the bound, until the newer one is there. */
  @ParameterizedTest
  @EnumSource(names = {"CHAIN", "BARS"})
  void whoAsksForSomethingThatIsRefreshedNeverWaits(Kept kept) {
    KindSettings refreshed = KindSettings.defaults().refreshEvery(Duration.ofMillis(20));
    CacheSettings settings =
        CacheSettings.defaults().staleness(Duration.ofSeconds(6)).with(kept.kind(), refreshed);
    try (Entasis entasis = open(settings)) {
      kept.save(entasis, "A", 1);
      kept.read(entasis, "A");
      List<AnswerSource> sources = new ArrayList<>();

      database.execute(kept.sql("A", 2));
      await().atMost(Caching.PATIENCE).pollInterval(Duration.ofMillis(2)).until(() -> {
        Answer<Integer> answer = kept.answer(entasis, "A");
        sources.add(answer.source());
        return answer.value() == 2;
      });

      assertThat(sources).containsOnly(AnswerSource.CACHE);
    }
  }

  /** A change of one's own is no matter of bounds. */
  @ParameterizedTest
  @EnumSource(names = {"CHAIN", "BARS"})
  void ownChangesAreSeenAtOnceEvenIfItIsRefreshed(Kept kept) {
    CacheSettings settings = CacheSettings.defaults().staleness(Duration.ofSeconds(2));
    try (Entasis entasis = open(settings)) {
      kept.save(entasis, "A", 1);
      for (int version = 2; version < 60; version += 2) {
        kept.read(entasis, "A");
        database.execute(kept.sql("A", version));
        kept.save(entasis, "A", version + 1);
        assertThat(kept.read(entasis, "A")).isEqualTo(version + 1);
      }
    }
  }

  private Entasis open(CacheSettings settings) {
    return Caching.following(Caching.on(database).clock(clock).cache(settings).open());
  }
}
