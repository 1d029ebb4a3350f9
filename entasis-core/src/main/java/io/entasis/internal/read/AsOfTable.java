package io.entasis.internal.read;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jooq.Field;
import org.jooq.Table;

/**
 * A table whose rows prevail from their timestamp on.
 *
 * @param table the table
 * @param symbol the column of the symbol
 * @param timestamp the column of the timestamp
 * @param id the column that decides within an instant
 * @param columns the columns of a value
 * @param mapping makes a value of them
 * @param happened tells the timestamp of a value
 */
public record AsOfTable<R>(
    Table<?> table,
    Field<String> symbol,
    Field<Instant> timestamp,
    Field<Long> id,
    List<? extends Field<?>> columns,
    FieldShape.Mapping<R> mapping,
    Function<R, Instant> happened) {}
