package io.entasis.internal.loading;

import io.entasis.internal.partition.PartitionChanges;
import io.entasis.market.TimeRange;
import io.entasis.partition.PartitionKey;

/**
 * What is loaded.
 *
 * @param kind the table
 * @param partition the partition that it is to get
 * @param changes is told when its rows come
 */
record LoadTarget(LoadKind<?> kind, PartitionKey partition, PartitionChanges changes) {

  String table() {
    return partition.table();
  }

  String name() {
    return partition.name();
  }

  TimeRange range() {
    return partition.range();
  }
}
