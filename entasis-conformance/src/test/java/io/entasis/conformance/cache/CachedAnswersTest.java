package io.entasis.conformance.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.Entasis;
import io.entasis.cache.KindStatistics;
import io.entasis.query.Answer;
import io.entasis.query.AnswerSource;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is kept, and what ends it in the same process. */
@EntasisTest
@TestInstance(Lifecycle.PER_CLASS)
class CachedAnswersTest {

  private final MovableClock clock = new MovableClock(Instant.parse("2026-01-10T12:00:00Z"));
  private final Entasis entasis;
  private String subject = "";
  private int tests;

  CachedAnswersTest(TestDatabase database) {
    this.entasis = Caching.following(
        Caching.on(database).clock(clock).cache(Caching.LASTING).open());
  }

  @BeforeEach
  void nextSubject() {
    subject = "S" + ++tests;
  }

  @AfterAll
  void close() {
    entasis.close();
  }

  @ParameterizedTest
  @EnumSource
  void theSecondAnswerIsKept(Kept kept) {
    kept.save(entasis, subject, 1);
    KindStatistics before = entasis.cache().statistics(kept.kind());

    Answer<Integer> first = kept.answer(entasis, subject);
    clock.advance(Duration.ofMillis(1_500));
    Answer<Integer> second = kept.answer(entasis, subject);

    assertThat(first.source()).isEqualTo(AnswerSource.DATABASE);
    assertThat(first.age()).isZero();
    assertThat(second.source()).isEqualTo(AnswerSource.CACHE);
    assertThat(second.value()).isEqualTo(1);
    assertThat(second.readAt()).isEqualTo(first.readAt());
    assertThat(second.age()).isEqualTo(Duration.ofMillis(1_500));
    KindStatistics after = entasis.cache().statistics(kept.kind());
    assertThat(after.hits()).isEqualTo(before.hits() + 1);
    assertThat(after.misses()).isEqualTo(before.misses() + 1);
    assertThat(after.loads()).isEqualTo(before.loads() + 1);
    assertThat(after.entries()).isEqualTo(before.entries() + 1);
    assertThat(after.rows()).isEqualTo(before.rows() + 1);
  }

  @ParameterizedTest
  @EnumSource
  void thatThereIsNothingIsKeptToo(Kept kept) {
    assertThat(kept.read(entasis, subject)).isZero();
    assertThat(kept.answer(entasis, subject).source()).isEqualTo(AnswerSource.CACHE);

    kept.save(entasis, subject, 1);

    assertThat(kept.read(entasis, subject)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void ownWritesAreSeenAtOnce(Kept kept) {
    for (int version = 1; version <= 3; version++) {
      kept.save(entasis, subject, version);
      assertThat(kept.read(entasis, subject)).isEqualTo(version);
      assertThat(kept.answer(entasis, subject).source()).isEqualTo(AnswerSource.CACHE);
    }
  }

  @ParameterizedTest
  @EnumSource
  void ownWritesEndOnlyWhatRestsOnThem(Kept kept) {
    kept.save(entasis, subject, 1);
    kept.read(entasis, subject);

    kept.save(entasis, "other " + subject, 7);

    assertThat(kept.answer(entasis, subject).source()).isEqualTo(AnswerSource.CACHE);
    assertThat(kept.read(entasis, "other " + subject)).isEqualTo(7);
  }

  @ParameterizedTest
  @EnumSource
  void transactionsAreSeenWhenTheyAreCommittedAndReadPastTheCache(Kept kept) {
    kept.save(entasis, subject, 1);
    kept.read(entasis, subject);

    entasis.useTransaction(transaction -> {
      kept.save(transaction, subject, 2);
      Answer<Integer> inside = kept.answer(transaction, subject);
      assertThat(inside.value()).isEqualTo(2);
      assertThat(inside.source()).isEqualTo(AnswerSource.DATABASE);
      Answer<Integer> outside = kept.answer(entasis, subject);
      assertThat(outside.value()).isEqualTo(1);
      assertThat(outside.source()).isEqualTo(AnswerSource.CACHE);
    });

    assertThat(kept.read(entasis, subject)).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void aRollbackEndsNothing(Kept kept) {
    kept.save(entasis, subject, 1);
    kept.read(entasis, subject);
    KindStatistics before = entasis.cache().statistics(kept.kind());

    assertThatThrownBy(() -> entasis.useTransaction(transaction -> {
          kept.save(transaction, subject, 2);
          throw new IllegalStateException("no");
        }))
        .hasMessage("no");

    Answer<Integer> after = kept.answer(entasis, subject);
    assertThat(after.value()).isEqualTo(1);
    assertThat(after.source()).isEqualTo(AnswerSource.CACHE);
    assertThat(entasis.cache().statistics(kept.kind()).invalidations())
        .isEqualTo(before.invalidations());
  }

  @Test
  void whatWasKnownIsNotKept() {
    Kept.TICK.save(entasis, subject, 1);
    KindStatistics before = entasis.cache().statistics(Kept.TICK.kind());
    Instant longAgo = Instant.parse("2024-06-01T00:00:00Z");

    for (int i = 0; i < 2; i++) {
      assertThat(entasis.knownAt(longAgo).ticks().of(subject).answerLatest().source())
          .isEqualTo(AnswerSource.DATABASE);
    }

    assertThat(entasis.cache().statistics(Kept.TICK.kind())).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void emptyingForgetsEverything(Kept kept) {
    kept.save(entasis, subject, 1);
    kept.read(entasis, subject);

    entasis.cache().empty();

    assertThat(kept.answer(entasis, subject).source()).isEqualTo(AnswerSource.DATABASE);
    assertThat(kept.answer(entasis, subject).source()).isEqualTo(AnswerSource.CACHE);
  }
}
