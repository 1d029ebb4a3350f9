package io.entasis.partition;

import java.time.Instant;
import java.util.Optional;

/**
 * How scheduled maintenance fares.
 *
 * @param isRunning whether it goes on, or was closed
 * @param runs how often it came to its end so far, whatever that was
 * @param nextAt when it is due next
 * @param lastAt when it last began
 * @param lastReport what the last run did that reported
 * @param lastSuccessAt when a run last did everything that was due
 * @param lastFailure why the last run failed, or which of its steps did; empty after a success
 */
public record MaintenanceStatus(
    boolean isRunning,
    long runs,
    Instant nextAt,
    Optional<Instant> lastAt,
    Optional<MaintenanceReport> lastReport,
    Optional<Instant> lastSuccessAt,
    Optional<String> lastFailure) {}
