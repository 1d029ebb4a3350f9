package io.entasis.internal.ingest;

import io.entasis.internal.change.Change;
import java.time.Instant;
import java.util.List;

/**
 * A batch on its way into the ledger.
 *
 * @param key its name
 * @param rows number of its rows
 * @param checksum CRC-32C of its rows without their ids
 * @param partitions names of the partitions it goes to
 * @param earliest start of the first month it goes to
 * @param changes what storing it changes
 */
record LedgerEntry(
    String key,
    int rows,
    long checksum,
    List<String> partitions,
    Instant earliest,
    List<Change> changes) {}
