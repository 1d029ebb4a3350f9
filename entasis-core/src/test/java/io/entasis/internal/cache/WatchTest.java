package io.entasis.internal.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.internal.change.Change;
import io.entasis.internal.change.ChangeKind;
import io.entasis.internal.change.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

/** Watches end with what they watch, with the trust, and never come back. */
class WatchTest {

  private static final Instant NOON = Instant.parse("2024-03-05T12:00:00Z");
  private static final long HOUR = Duration.ofHours(1).toNanos();

  private final Watches watches = new Watches();
  private final long now = System.nanoTime();
  private final Trust trust = Trust.since(now, HOUR);

  @Test
  void aChangeEndsTheWatchesItTouches() {
    Watch all = watches.over(trust, List.of("A"), Span.ALL);
    Watch past = watches.over(trust, List.of("A"), Span.until(NOON));
    Watch both = watches.over(trust, List.of("A", "B"), Span.until(NOON.plusSeconds(9)));
    Watch other = watches.over(trust, List.of("C"), Span.ALL);

    assertThat(watches.end(change("A", 5), now)).isEqualTo(2);

    assertThat(holdsAt(all, now)).isFalse();
    assertThat(holdsAt(past, now)).isTrue();
    assertThat(holdsAt(both, now)).isFalse();
    assertThat(holdsAt(other, now)).isTrue();
    assertThat(watches.end(change("A", -5), now)).isEqualTo(1);
    assertThat(holdsAt(past, now)).isFalse();
    assertThat(watches.end(change("B", -5), now)).isZero();
  }

  @Test
  void aChangeOfAllKeysEndsThemAll() {
    Watch one = watches.over(trust, List.of("A"), Span.ALL);
    Watch other = watches.over(trust, List.of("B"), Span.until(NOON));

    assertThat(watches.end(Change.anyOf(ChangeKind.TICKS), now)).isEqualTo(2);

    assertThat(holdsAt(one, now)).isFalse();
    assertThat(holdsAt(other, now)).isFalse();
  }

  @Test
  void whatEndsLaterLastsUntilThenUnlessItEndsSooner() {
    Watch watch = watches.over(trust, List.of("A"), Span.ALL);
    assertThat(watch.isUndisturbed(now)).isTrue();
    long then = System.nanoTime() + HOUR / 2;

    watches.end(change("A", 0), then);
    assertThat(watch.isUndisturbed(now)).isFalse();
    assertThat(holdsAt(watch, then - 1)).isTrue();
    assertThat(holdsAt(watch, then)).isFalse();
    watches.end(change("A", 0), then + HOUR / 4);
    assertThat(holdsAt(watch, then)).isFalse();

    assertThat(watches.end(change("A", 0), now)).isZero();
    assertThat(holdsAt(watch, now)).isFalse();
  }

  @Test
  void trustIsRenewedAndLost() {
    Watch watch = watches.over(trust, List.of("A"), Span.ALL);
    assertThat(holdsAt(watch, now + HOUR - 1)).isTrue();
    assertThat(holdsAt(watch, now + HOUR)).isFalse();

    trust.renew(now + 5);
    assertThat(holdsAt(watch, now + HOUR)).isTrue();
    assertThat(holdsAt(watch, now + HOUR + 5)).isFalse();
    trust.lose();

    assertThat(watch.holds()).isFalse();
    assertThat(watches.over(Trust.none(), List.of("A"), Span.ALL).holds()).isFalse();
  }

  /**
   * Readers load a number under a watch and keep it; a writer raises the number and then ends the watches. Whatever is kept and believed
   * after the end of a raise is not older than it.
   */
  @Test
  void noOlderNumberIsBelievedAfterAChange() throws InterruptedException {
    long seed = System.nanoTime();
    AtomicIntegerArray truth = new AtomicIntegerArray(4);
    List<String> stale = new ArrayList<>();
    List<Kept> kept =
        new ArrayList<>(List.of(kept(truth, 0), kept(truth, 1), kept(truth, 2), kept(truth, 3)));
    Thread reader = new Thread(() -> {
      Random random = new Random(seed);
      while (!Thread.currentThread().isInterrupted()) {
        int key = random.nextInt(4);
        Kept read = kept(truth, key);
        synchronized (kept) {
          kept.set(key, read);
        }
      }
    });
    reader.start();
    Random random = new Random(seed + 1);
    for (int i = 0; i < 200_000; i++) {
      int key = random.nextInt(4);
      int version = truth.incrementAndGet(key);
      watches.end(change(Integer.toString(key), 0), System.nanoTime());
      Kept present;
      synchronized (kept) {
        present = kept.get(key);
      }
      if (present.watch().holds() && present.version() < version) {
        stale.add(present.version() + " instead of " + version);
      }
    }
    reader.interrupt();
    reader.join();
    assertThat(stale).as("seed %d", seed).isEmpty();
  }

  /** A reader who saw the time while the lease was over must not be told later that it was not. */
  @Test
  void whatHasEndedIsNotProlonged() {
    Trust old = Trust.since(now - 2 * HOUR, HOUR);
    long ended = old.until();
    Watch watch = watches.over(trust, List.of("A"), Span.ALL);
    watches.end(change("A", 0), now - HOUR);

    old.lose();
    watches.end(change("A", 0), now);

    assertThat(old.until()).isEqualTo(ended);
    assertThat(watch.until()).isEqualTo(now - HOUR);
  }

  private static boolean holdsAt(Watch watch, long at) {
    return watch.until() - at > 0;
  }

  private Kept kept(AtomicIntegerArray truth, int key) {
    Watch watch = watches.over(trust, List.of(Integer.toString(key)), Span.ALL);
    return new Kept(watch, truth.get(key));
  }

  private static Change change(String key, int second) {
    return new Change(ChangeKind.TICKS, key, Span.at(NOON.plusSeconds(second)));
  }

  private record Kept(Watch watch, int version) {}
}
