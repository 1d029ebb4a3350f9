/** Measurements of the library and of its peers, side by side. */
@NullMarked
package io.entasis.benchmarks;

import org.jspecify.annotations.NullMarked;
