/** Writing ticks. */
@NullMarked
package io.entasis.benchmarks.write;

import org.jspecify.annotations.NullMarked;
