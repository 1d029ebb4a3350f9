/** Bars that are kept, and the ledger of what has changed since. */
@NullMarked
package io.entasis.conformance.rollup;

import org.jspecify.annotations.NullMarked;
