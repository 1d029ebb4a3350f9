package io.entasis.internal.lifecycle;

import io.entasis.internal.rollup.Level;
import io.entasis.internal.rollup.Levels;
import io.entasis.partition.PartitionKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Deletes kept bars that are too old, in batches, each a transaction of its own. */
record TrimmingBars(Upkeep upkeep) implements StepWork {

  private static final String DOING = "deleting old bars";
  private static final int BARS_A_BATCH = 5_000;

  @Override
  public Ended take(TableForm form, PartitionKey target) {
    Optional<Level> level = upkeep
        .session()
        .outside(DOING, connection -> Levels.read(connection, upkeep.sql()))
        .all()
        .stream()
        .filter(known -> known.table().equals(target.name()))
        .findFirst();
    if (level.isEmpty()) {
      return Ended.notNeeded("no bars are kept there");
    }
    OldBars old = new OldBars(upkeep.sql(), level.get(), target.range().to());
    List<String> symbols = upkeep.session().outside(DOING, old::symbols);
    long deleted = 0;
    for (String symbol : symbols) {
      deleted += trim(old, symbol, target);
    }
    return deleted == 0 ? Ended.notNeeded("none is older") : Ended.done(deleted + " bars deleted");
  }

  private long trim(OldBars old, String symbol, PartitionKey target) {
    long deleted = 0;
    int batch;
    do {
      batch = upkeep.patiently(DOING, connection -> delete(connection, old, symbol, target));
      deleted += batch;
    } while (batch == BARS_A_BATCH && !upkeep.listener().isCancelled());
    return deleted;
  }

  private int delete(Connection connection, OldBars old, String symbol, PartitionKey target)
      throws SQLException {
    upkeep.changes().rowsCameOrWent(connection, target);
    return old.delete(connection, symbol, BARS_A_BATCH);
  }
}
