package io.entasis.partition;

import java.net.URI;
import java.time.Instant;

/**
 * What is noted in the database of the archive of a partition.
 *
 * @param content number and hash of the rows
 * @param location where they are
 * @param verifiedAt when they had been read back from there and compared
 */
public record ArchivedCopy(ContentDigest content, URI location, Instant verifiedAt) {}
