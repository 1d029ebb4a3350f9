package io.entasis.internal.partition;

import java.time.Instant;

/**
 * A partition as the catalogue shows it.
 *
 * @param name its table
 * @param from first instant inside
 * @param to first instant after
 * @param isSealed whether its rows can change no more
 * @param isGuarded whether it carries all {@link WatchTriggers}, none switched off
 */
public record AttachedPartition(
    String name, Instant from, Instant to, boolean isSealed, boolean isGuarded) {}
