package io.entasis.portfolio;

import java.time.Instant;
import java.util.OptionalDouble;

/**
 * The return of a period.
 *
 * @param from its start
 * @param to its end
 * @param fraction simple return as a fraction, 0.01 being one percent; empty when it cannot be told
 */
public record PeriodReturn(Instant from, Instant to, OptionalDouble fraction) {}
