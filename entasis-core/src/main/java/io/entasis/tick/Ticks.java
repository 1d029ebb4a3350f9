package io.entasis.tick;

import io.entasis.ingest.RowWriter;

/**
 * The ticks in the database: writing them, and the start of every question about them. Safe for use by several threads,
 * except inside a transaction, which belongs to one.
 *
 * <p>Ticks have a total order: by timestamp, and within one instant by arrival. The ticks that one writer saves keep the
 * order in which it saved them.
 */
public interface Ticks extends TickReader, RowWriter<Tick> {}
