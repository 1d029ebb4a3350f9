/** Partitions: their life from their making to their archive, and how whole ones are loaded. */
@NullMarked
package io.entasis.conformance.partition;

import org.jspecify.annotations.NullMarked;
