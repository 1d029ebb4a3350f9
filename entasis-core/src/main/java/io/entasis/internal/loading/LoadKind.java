package io.entasis.internal.loading;

import io.entasis.internal.ingest.RowEncoder;
import io.entasis.partition.LoadableTable;
import io.entasis.partition.RowLayout;

/**
 * A table that can be loaded.
 *
 * @param table the table
 * @param encoder how values become rows
 * @param layout its columns
 * @param consequences what follows from its rows
 * @param <T> the value of a row
 */
public record LoadKind<T>(
    LoadableTable<T> table, RowEncoder<T> encoder, RowLayout layout, Consequences consequences) {}
