/** Kept bars: reading them, refreshing them, and what the ledger of changes costs a writer. */
@NullMarked
package io.entasis.benchmarks.rollup;

import org.jspecify.annotations.NullMarked;
