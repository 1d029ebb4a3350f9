package io.entasis.partition;

import java.net.URI;

/**
 * An entry of the archive that cannot be understood: damaged, or made by something else.
 *
 * @param location where it is
 * @param reason what is wrong with it
 */
public record UnreadableEntry(URI location, String reason) {}
