/** Partitions of the large tables: their rows in a form of the library's own, and the port of the archive that keeps them. */
@NullMarked
package io.entasis.partition;

import org.jspecify.annotations.NullMarked;
