package io.entasis.internal.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.cache.KindSettings;
import io.entasis.internal.change.Change;
import io.entasis.internal.change.ChangeKind;
import io.entasis.internal.change.Span;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is kept of readings that overlap, and of those in the background. */
class KindCacheTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private final Trust trust = Trust.since(System.nanoTime(), HOUR.toNanos());

  /** Readings that take longer than the bound are joined by nobody. */
  @Test
  void aReadingThatBeganEarlierAndEndsLaterIsNotKept() throws InterruptedException {
    KindCache<String> cache = cache(KindSettings.defaults(), Duration.ofNanos(1));
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    CompletableFuture<String> slow = CompletableFuture.supplyAsync(
        () -> cache.get("A", asking("A", () -> {
          reading.countDown();
          await(go);
          return "earlier";
        })),
        task -> new Thread(task).start());
    reading.await();

    assertThat(cache.get("A", asking("A", () -> "later"))).isEqualTo("later");
    go.countDown();

    assertThat(slow.join()).isEqualTo("earlier");
    assertThat(cache.get("A", asking("A", () -> "read again"))).isEqualTo("later");
  }

  @Test
  void aReadingThatFailsInTheBackgroundKeepsNoOtherFromBeingMade() {
    KindCache<String> cache = cache(KindSettings.defaults().refreshEvery(HOUR), HOUR);
    List<Answers> all =
        IntStream.range(0, 8).mapToObj(n -> new Answers("K" + n)).toList();
    for (int time = 0; time < 2; time++) {
      all.forEach(each -> cache.get(each.key, each));
    }
    cache.changed(Change.anyOf(ChangeKind.TICKS), System.nanoTime() + HOUR.toNanos());
    all.get(0).fails = true;
    all.get(7).fails = true;

    cache.refresh();

    assertThat(all).allSatisfy(each -> assertThat(each.readings).isEqualTo(2));
    assertThat(cache.statistics().entries()).isEqualTo(6);
  }

  private KindCache<String> cache(KindSettings settings, Duration bound) {
    return new KindCache<>(settings, () -> trust, Clock.systemUTC(), bound);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Question<String> asking(String key, Supplier<String> answer) {
    return new Answers(key) {
      @Override
      public String read() {
        return answer.get();
      }
    };
  }

  private static class Answers implements Question<String> {

    private final String key;
    private int readings;
    private boolean fails;

    Answers(String key) {
      this.key = key;
    }

    @Override
    public Collection<String> subjects() {
      return List.of(key);
    }

    @Override
    public Span span() {
      return Span.ALL;
    }

    @Override
    public String read() {
      readings++;
      if (fails) {
        throw new IllegalStateException("as asked for");
      }
      return key;
    }

    @Override
    public int rows(String answer) {
      return 1;
    }
  }
}
