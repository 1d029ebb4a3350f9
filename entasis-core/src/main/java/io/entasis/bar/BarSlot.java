package io.entasis.bar;

import java.time.Instant;
import java.util.Optional;

/**
 * The time of a bar, whether there is one or not.
 *
 * @param symbol the instrument
 * @param start first instant of the bar
 * @param end first instant after the bar
 * @param bar the bar; empty when there are no ticks and nothing to fill it with
 */
public record BarSlot(String symbol, Instant start, Instant end, Optional<Bar> bar) {}
