package io.entasis.internal;

import static io.entasis.schema.generated.Tables.OPTION_DATA;

import io.entasis.internal.change.ChangeKind;
import io.entasis.internal.change.UntriggeredChanges;
import io.entasis.internal.partition.PartitionChanges;
import io.entasis.partition.PartitionKey;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * What caches rest on has changed when a partition comes or goes, though no row was written.
 *
 * @param changes tells of it
 */
record PartitionNotices(UntriggeredChanges changes) implements PartitionChanges {

  @Override
  public void rowsCameOrWent(Connection connection, PartitionKey partition) throws SQLException {
    changes.note(connection, kindOf(partition));
  }

  @Override
  public void committed(PartitionKey partition) {
    changes.committed(kindOf(partition));
  }

  /** Bars are those of ticks. */
  private static ChangeKind kindOf(PartitionKey partition) {
    return partition.table().equals(OPTION_DATA.getName()) ? ChangeKind.QUOTES : ChangeKind.TICKS;
  }
}
