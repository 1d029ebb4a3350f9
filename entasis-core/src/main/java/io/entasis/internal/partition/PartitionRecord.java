package io.entasis.internal.partition;

import io.entasis.partition.ArchivedCopy;
import io.entasis.partition.PartitionKey;
import io.entasis.partition.PartitionState;
import java.time.Instant;
import java.util.Optional;

/**
 * What is noted of a partition.
 *
 * @param key the partition
 * @param state how far it had come
 * @param since when that was noted
 * @param archive its archived rows
 * @param restoredAt when it came back after it had left
 */
public record PartitionRecord(
    PartitionKey key,
    PartitionState state,
    Instant since,
    Optional<ArchivedCopy> archive,
    Optional<Instant> restoredAt) {}
