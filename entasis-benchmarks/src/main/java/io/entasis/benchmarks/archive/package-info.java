/** How fast a partition goes into an archive and back, and in how much memory. */
@NullMarked
package io.entasis.benchmarks.archive;

import org.jspecify.annotations.NullMarked;
