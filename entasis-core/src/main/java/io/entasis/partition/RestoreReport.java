package io.entasis.partition;

import java.time.Duration;

/**
 * What a restore did.
 *
 * @param entry what was restored
 * @param state what can happen to it now
 * @param elapsed time the call took
 */
public record RestoreReport(ArchiveEntry entry, RestoredState state, Duration elapsed) {}
