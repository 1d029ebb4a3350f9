package io.entasis.internal.loading;

import io.entasis.market.TimeRange;
import io.entasis.partition.PartitionKey;

/**
 * What is loaded.
 *
 * @param kind the table
 * @param partition the partition that it is to get
 */
record LoadTarget(LoadKind<?> kind, PartitionKey partition) {

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
