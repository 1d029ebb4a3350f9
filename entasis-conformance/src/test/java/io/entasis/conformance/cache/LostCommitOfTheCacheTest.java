package io.entasis.conformance.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.entasis.Entasis;
import io.entasis.error.EntasisException;
import io.entasis.error.OutcomeUnknownException;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.FaultProxy;
import io.entasis.testkit.TestDatabase;
import io.entasis.testkit.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Commits whose answer is lost end what rests on them, whatever is found out about them. No poll helps: the next one is far away. */
@EntasisTest
class LostCommitOfTheCacheTest {

  private static final Duration SOON = Duration.ofMillis(300);

  private final FaultProxy proxy;
  private final TestDatabase database;
  private Entasis entasis;

  LostCommitOfTheCacheTest(TestServer server, TestDatabase database) {
    this.proxy = FaultProxy.before(server);
    this.database = database.through(proxy);
    this.entasis = open(Caching.PATIENCE);
  }

  private Entasis open(Duration connectionTimeout) {
    return Caching.following(Caching.on(database, 1)
        .connectionTimeout(connectionTimeout)
        .cache(Caching.LASTING)
        .open());
  }

  @AfterEach
  void close() {
    entasis.close();
    proxy.close();
  }

  @ParameterizedTest
  @EnumSource
  void aCommitThatIsFoundIsSeenAtOnce(Kept kept) {
    keepFirst(kept);
    proxy.onStatement("COMMIT").loseReply();

    kept.save(entasis, "A", 2);

    assertThat(proxy.triggered()).isEqualTo(1);
    assertThat(kept.read(entasis, "A")).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void aTransactionThatIsFoundIsSeenAtOnce(Kept kept) {
    keepFirst(kept);
    proxy.onStatement("COMMIT").loseReply();

    entasis.useTransaction(transaction -> kept.save(transaction, "A", 2));

    assertThat(proxy.triggered()).isEqualTo(1);
    assertThat(kept.read(entasis, "A")).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void aCommitOfWhichNobodyKnowsIsTakenForDone(Kept kept) {
    entasis.close();
    entasis = open(SOON);
    keepFirst(kept);
    proxy.onStatement("COMMIT").loseReply();
    proxy.refuse();

    assertThatThrownBy(() -> entasis.useTransaction(transaction -> kept.save(transaction, "A", 2)))
        .isInstanceOf(OutcomeUnknownException.class);
    proxy.heal();

    int read = await()
        .atMost(Caching.PATIENCE)
        .ignoreExceptionsInstanceOf(EntasisException.class)
        .until(() -> kept.read(entasis, "A"), version -> true);
    assertThat(read).isEqualTo(2);
  }

  /** There is no next attempt then, and the last one may have been committed. */
  @ParameterizedTest
  @EnumSource
  void aLostCommitOfAThreadThatIsInterruptedIsOneOfWhichNobodyKnows(Kept kept) {
    keepFirst(kept);
    proxy.onStatement("COMMIT").loseReply();

    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> kept.save(entasis, "A", 2))
          .isInstanceOf(OutcomeUnknownException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }

    assertThat(kept.read(entasis, "A")).isEqualTo(2);
  }

  private void keepFirst(Kept kept) {
    kept.save(entasis, "A", 1);
    assertThat(kept.read(entasis, "A")).isEqualTo(1);
    assertThat(entasis.cache().statistics(kept.kind()).entries()).isEqualTo(1);
  }
}
