package io.entasis.internal.rollup;

import io.entasis.internal.db.Database;
import io.entasis.internal.db.Sessions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Remembers the levels for questions: one that was declared meanwhile is missed for a while, which costs time and nothing else. Not so in
 * a transaction, whose snapshot may be older than a level that is known. Safe for use by several threads.
 */
public final class KnownLevels {

  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  private final Database database;
  private volatile Known known = new Known(new Levels(List.of()), Instant.MIN);

  /** Of that database. */
  public KnownLevels(Database database) {
    this.database = database;
  }

  /** The levels whose bars are seen there. */
  public Levels recent(Sessions asking) {
    if (asking.transactional()) {
      return read(asking);
    }
    Known recent = known;
    Instant now = database.clock().instant();
    if (recent.since().isBefore(now.minus(REMEMBERED))) {
      recent = new Known(read(asking), now);
      known = recent;
    }
    return recent.levels();
  }

  private Levels read(Sessions asking) {
    return asking.with(
        "reading the levels of bars", connection -> Levels.read(connection, database.sql()));
  }

  /** Asks the catalogue again at the next need. */
  void forget() {
    known = new Known(known.levels(), Instant.MIN);
  }

  private record Known(Levels levels, Instant since) {}
}
