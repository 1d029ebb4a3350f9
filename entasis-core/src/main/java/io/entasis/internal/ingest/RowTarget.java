package io.entasis.internal.ingest;

import io.entasis.internal.partition.Placement;

/**
 * How rows are written, and where.
 *
 * @param encoder writes them
 * @param placement tells the tables they go to
 * @param <T> the value of a row
 */
record RowTarget<T>(RowEncoder<T> encoder, Placement placement) {}
