package io.entasis.testkit;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The way through a {@link FaultProxy}: open or blocked, fast or slow, for all connections or for
 * one. Thread-safe.
 */
final class Road {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Set<ProxiedConnection> blocked = new HashSet<>();
  private boolean blackhole;
  private Duration delay = Duration.ZERO;

  void block() {
    change(() -> blackhole = true);
  }

  void block(ProxiedConnection connection) {
    change(() -> blocked.add(connection));
  }

  void slow(Duration each) {
    change(() -> delay = each);
  }

  void clear() {
    change(() -> {
      blackhole = false;
      blocked.clear();
      delay = Duration.ZERO;
    });
  }

  /** Lets the threads go that wait on behalf of this connection, which has ended. */
  void ended(ProxiedConnection connection) {
    change(() -> blocked.remove(connection));
  }

  /**
   * Waits for the delay, and for as long as the way is blocked.
   *
   * @throws IOException when the connection ends meanwhile
   */
  void pass(ProxiedConnection connection) throws IOException {
    lock.lock();
    try {
      awaitDelay(connection);
      while (!connection.hasEnded() && (blackhole || blocked.contains(connection))) {
        changed.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } finally {
      lock.unlock();
    }
    if (connection.hasEnded()) {
      throw new IOException("the connection has ended");
    }
  }

  private void awaitDelay(ProxiedConnection connection) throws InterruptedException {
    long left = delay.toNanos();
    while (left > 0 && !delay.isZero() && !connection.hasEnded()) {
      left = changed.awaitNanos(left);
    }
  }

  private void change(Runnable work) {
    lock.lock();
    try {
      work.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
