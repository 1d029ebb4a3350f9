package io.entasis.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The faults that are armed, and how many have struck. Thread-safe. */
final class Faults {

  /** How many bytes may be delivered, and the fault that strikes after them. */
  record Allowance(int bytes, Optional<FaultAction> then) {}

  private static final class Armed {
    final FaultAction action;
    final String statement;
    long remaining;

    Armed(FaultAction action, String statement, long remaining) {
      this.action = action;
      this.statement = statement;
      this.remaining = remaining;
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition struck = lock.newCondition();
  private final List<Armed> statements = new ArrayList<>();
  private final List<Armed> bytes = new ArrayList<>();
  private int triggered;

  void armStatement(String text, int occurrence, FaultAction action) {
    locked(() -> statements.add(new Armed(action, text.toLowerCase(Locale.ROOT), occurrence)));
  }

  void armBytes(long count, FaultAction action) {
    locked(() -> bytes.add(new Armed(action, "", count)));
  }

  void disarm() {
    locked(() -> {
      bytes.clear();
      return statements.removeIf(any -> true);
    });
  }

  int triggered() {
    return locked(() -> triggered);
  }

  boolean awaitTriggered(int count, Duration atMost) throws InterruptedException {
    long left = atMost.toNanos();
    lock.lock();
    try {
      while (triggered < count && left > 0) {
        left = struck.awaitNanos(left);
      }
      return triggered >= count;
    } finally {
      lock.unlock();
    }
  }

  /** The fault that strikes when this statement is about to be executed. */
  Optional<FaultAction> executing(String sql) {
    String text = sql.stripLeading().toLowerCase(Locale.ROOT);
    return locked(() -> {
      Optional<Armed> due = Optional.empty();
      for (Armed fault : statements) {
        if (text.startsWith(fault.statement)) {
          if (fault.remaining > 1) {
            fault.remaining--;
          } else if (due.isEmpty()) {
            due = Optional.of(fault);
          }
        }
      }
      due.ifPresent(statements::remove);
      return due.map(this::strike);
    });
  }

  /** How many of the next bytes may pass before a fault strikes; they count as passed. */
  Allowance allow(int next) {
    return locked(() -> {
      Optional<Armed> due = bytes.stream()
          .min(Comparator.comparingLong(fault -> fault.remaining))
          .filter(fault -> fault.remaining <= next);
      int passing = due.map(fault -> (int) fault.remaining).orElse(next);
      bytes.forEach(fault -> fault.remaining -= passing);
      due.ifPresent(bytes::remove);
      return new Allowance(passing, due.map(this::strike));
    });
  }

  private FaultAction strike(Armed fault) {
    triggered++;
    struck.signalAll();
    return fault.action;
  }

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
