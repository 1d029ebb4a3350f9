/** Building bars from ticks. */
@NullMarked
package io.entasis.benchmarks.bar;

import org.jspecify.annotations.NullMarked;
