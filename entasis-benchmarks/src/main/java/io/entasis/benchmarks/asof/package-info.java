/** What prevailed at many instants. */
@NullMarked
package io.entasis.benchmarks.asof;

import org.jspecify.annotations.NullMarked;
