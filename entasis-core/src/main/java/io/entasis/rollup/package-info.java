/** Rollups: bars that are kept, how they are brought up to date and checked. */
@NullMarked
package io.entasis.rollup;

import org.jspecify.annotations.NullMarked;
