/** Loading whole partitions. */
@NullMarked
package io.entasis.benchmarks.partition;

import org.jspecify.annotations.NullMarked;
