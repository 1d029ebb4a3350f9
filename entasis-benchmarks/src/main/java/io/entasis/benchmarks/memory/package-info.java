/** How much memory a stream takes. */
@NullMarked
package io.entasis.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
