package io.entasis.internal.loading;

import io.entasis.error.InvalidInputException;
import io.entasis.partition.PartitionKey;
import io.entasis.partition.RestoredState;
import java.time.Instant;
import java.util.Optional;

/** As what an archived partition can come back. */
final class Landings {

  private Landings() {}

  /** In that state, under that floor; throws when it cannot be. */
  static Landing of(PartitionKey partition, Optional<Instant> floor, RestoredState state) {
    Instant from = partition.range().from();
    Instant to = partition.range().to();
    Instant line = floor.orElse(Instant.MIN);
    boolean isBelow = !to.isAfter(line);
    if (!isBelow && from.isBefore(line)) {
      throw refused(partition, "the raw floor " + line + " lies inside of it");
    }
    if (state == RestoredState.SEALED) {
      if (!isBelow) {
        throw refused(
            partition, "it lies above the raw floor, so it comes back writable or not at all");
      }
      return Landing.SEALED;
    }
    if (isBelow && !to.equals(line)) {
      throw refused(
          partition,
          "it can be writable again only after all partitions between it and the raw floor "
              + line);
    }
    return isBelow ? Landing.REOPENED : Landing.OPEN;
  }

  /** The state that the partition can come back in without a change of the floor. */
  static RestoredState natural(PartitionKey partition, Optional<Instant> floor) {
    return partition.range().to().isAfter(floor.orElse(Instant.MIN))
        ? RestoredState.WRITABLE
        : RestoredState.SEALED;
  }

  private static InvalidInputException refused(PartitionKey partition, String reason) {
    return new InvalidInputException(
        "partition " + partition.name() + " cannot be restored so: " + reason);
  }
}
