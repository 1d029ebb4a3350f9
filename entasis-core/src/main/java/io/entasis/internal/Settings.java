package io.entasis.internal;

import io.entasis.internal.db.ConnectionSource;
import java.time.Clock;
import java.util.Optional;

/**
 * Checked settings.
 *
 * @param source where connections come from
 * @param schema schema of the tables; the connection's current one when absent
 * @param clock tells "now"
 */
public record Settings(ConnectionSource source, Optional<String> schema, Clock clock) {}
