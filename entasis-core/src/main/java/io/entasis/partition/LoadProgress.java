package io.entasis.partition;

import java.time.Duration;

/**
 * How far a load has come.
 *
 * @param step the step under way
 * @param rows rows that were written so far; the whole number from the step after {@link LoadStep#COPY} on
 * @param elapsed time since the call began
 */
public record LoadProgress(LoadStep step, long rows, Duration elapsed) {}
