package io.entasis.internal.read;

import java.time.Instant;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The rows that something is to be joined to.
 *
 * @param rows the rows
 * @param symbol tells the symbol of a row
 * @param at tells the instant of a row
 */
public record AsOfRows<L>(
    Stream<L> rows, Function<? super L, String> symbol, Function<? super L, Instant> at) {}
