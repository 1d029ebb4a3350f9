package io.entasis.internal.cache;

import java.time.Instant;

/**
 * How a reading began.
 *
 * @param watch what it rests on
 * @param began when it began, by {@link System#nanoTime()}
 * @param readAt when it began, by the app's clock
 */
record Start(Watch watch, long began, Instant readAt) {}
