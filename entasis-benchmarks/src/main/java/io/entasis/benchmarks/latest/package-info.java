/** The latest tick. */
@NullMarked
package io.entasis.benchmarks.latest;

import org.jspecify.annotations.NullMarked;
