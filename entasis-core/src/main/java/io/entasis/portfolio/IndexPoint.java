package io.entasis.portfolio;

import java.time.Instant;

/**
 * What one unit of capital had become.
 *
 * @param timestamp when
 * @param value what it had become
 */
public record IndexPoint(Instant timestamp, double value) {}
