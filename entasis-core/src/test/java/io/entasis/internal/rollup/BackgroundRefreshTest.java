package io.entasis.internal.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The turns of the background refresh. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class BackgroundRefreshTest {

  private static final Duration OFTEN = Duration.ofMillis(1);

  @Test
  void anErrorIsToldAndTheNextTurnComes() throws Exception {
    AtomicInteger turns = new AtomicInteger();
    SynchronousQueue<Integer> seen = new SynchronousQueue<>();
    Consumer<BooleanSupplier> failing = wanted -> {
      int turn = turns.incrementAndGet();
      if (turn > 1) {
        hand(seen, turn, wanted);
      }
      if (turn < 3) {
        throw new StackOverflowError();
      }
    };
    try (BackgroundRefresh refresh = BackgroundRefresh.start(failing, OFTEN)) {
      assertThat(seen.take()).isEqualTo(2);
      assertThat(refresh.lastFailure()).contains("StackOverflowError");
      assertThat(seen.take()).isEqualTo(3);
      assertThat(seen.take()).isEqualTo(4);
      assertThat(refresh.lastFailure()).isEmpty();
    }
  }

  @Test
  void closingAsksForNoOtherBatch() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Boolean> told = new CompletableFuture<>();
    Consumer<BooleanSupplier> batches = wanted -> {
      begun.countDown();
      while (wanted.getAsBoolean()) {
        Thread.onSpinWait();
      }
      told.complete(true);
    };
    try (BackgroundRefresh refresh = BackgroundRefresh.start(batches, OFTEN)) {
      begun.await();
      assertThat(refresh.lastFailure()).isEmpty();
    }
    assertThat(told.isDone()).isTrue();
  }

  private static void hand(SynchronousQueue<Integer> to, int turn, BooleanSupplier wanted) {
    while (wanted.getAsBoolean() && !to.offer(turn)) {
      Thread.onSpinWait();
    }
  }
}
