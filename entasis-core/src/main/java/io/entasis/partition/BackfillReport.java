package io.entasis.partition;

import io.entasis.ingest.IngestReport;

/**
 * What a backfill did.
 *
 * @param partition the month
 * @param rows what became of the rows; when none could be stored, no partition was made
 */
public record BackfillReport(PartitionKey partition, IngestReport rows) {}
