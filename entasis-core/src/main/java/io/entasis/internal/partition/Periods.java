package io.entasis.internal.partition;

import io.entasis.partition.PartitionKey;
import java.time.Instant;

/** Tells which table takes a row. */
@FunctionalInterface
public interface Periods {

  /** The table, and the time that it takes. */
  PartitionKey at(Instant timestamp);
}
