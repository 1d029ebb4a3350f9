package io.entasis.tick;

import java.time.Instant;

/**
 * The stretch of time that ticks are held for.
 *
 * @param first time of the first tick
 * @param last time of the last tick; the same as {@code first} when there is one
 */
public record TickSpan(Instant first, Instant last) {}
