package io.entasis.internal;

import io.entasis.cache.CacheSettings;
import io.entasis.internal.db.ConnectionSource;
import io.entasis.prediction.ValueMeaning;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Checked settings.
 *
 * @param source where connections come from
 * @param schema schema of the tables; the connection's current one when absent
 * @param clock tells "now"
 * @param meanings what the values of predictions mean, by type
 * @param rollupRefresh pause between two refreshes of kept bars; zero for none
 * @param cache what is kept in the cache; nothing when absent
 */
public record Settings(
    ConnectionSource source,
    Optional<String> schema,
    Clock clock,
    Map<String, ValueMeaning> meanings,
    Duration rollupRefresh,
    Optional<CacheSettings> cache) {}
