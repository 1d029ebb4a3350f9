package io.entasis.internal.ingest;

import io.entasis.internal.db.PooledSessions;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the ledger short: now and then, forgets batches that nobody will ask about any more. */
public final class LedgerUpkeep {

  private static final Logger LOG = LoggerFactory.getLogger(LedgerUpkeep.class);
  private static final Duration INTERVAL = Duration.ofHours(1);

  private final PooledSessions sessions;
  private final Ledger ledger;
  private final Clock clock;
  private final AtomicLong nextAt = new AtomicLong(Long.MIN_VALUE);

  /** Of that ledger. */
  public LedgerUpkeep(PooledSessions sessions, Ledger ledger, Clock clock) {
    this.sessions = sessions;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** Does it when it was not done for an hour. */
  public void now() {
    long now = clock.millis();
    long due = nextAt.get();
    if (now < due || !nextAt.compareAndSet(due, now + INTERVAL.toMillis())) {
      return;
    }
    try {
      sessions.with("pruning the batch ledger", connection -> {
        ledger.prune(connection);
        return true;
      });
    } catch (RuntimeException e) {
      LOG.warn("The batch ledger could not be pruned", e);
    }
  }
}
