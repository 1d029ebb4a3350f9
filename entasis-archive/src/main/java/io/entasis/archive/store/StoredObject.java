package io.entasis.archive.store;

import java.time.Instant;

/**
 * An object in a store.
 *
 * @param key its key
 * @param bytes its length
 * @param modifiedAt when it was written, by the clock of the store
 */
public record StoredObject(String key, long bytes, Instant modifiedAt) {}
