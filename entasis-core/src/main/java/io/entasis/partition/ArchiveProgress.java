package io.entasis.partition;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a call to the archive has come.
 *
 * @param step the step under way
 * @param rows rows that this step has dealt with
 * @param bytes bytes that this step has moved
 * @param elapsed time since the call began
 * @param left about how long this step still takes; empty while it cannot be told
 */
public record ArchiveProgress(
    ArchiveStep step, long rows, long bytes, Duration elapsed, Optional<Duration> left) {}
