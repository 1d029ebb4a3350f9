package io.entasis.internal.db;

import java.time.Clock;

/**
 * A database that we work on outside of the app's transactions.
 *
 * @param sessions its connections
 * @param sql writes statements for its tables
 * @param clock tells "now"
 * @param watchdog cuts connections that take too long
 */
public record Database(PooledSessions sessions, Sql sql, Clock clock, Watchdog watchdog) {}
