/** The monthly partitions of the tables. */
@NullMarked
package io.entasis.internal.partition;

import org.jspecify.annotations.NullMarked;
