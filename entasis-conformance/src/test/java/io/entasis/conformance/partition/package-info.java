/** The life of partitions, from their making to their archive. */
@NullMarked
package io.entasis.conformance.partition;

import org.jspecify.annotations.NullMarked;
