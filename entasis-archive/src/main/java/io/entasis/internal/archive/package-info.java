/** How partitions get into a store and back: writing, reading back, comparing, publishing. */
@NullMarked
package io.entasis.internal.archive;

import org.jspecify.annotations.NullMarked;
