/** Bars that are kept: their levels, their refresh beside writers, their freezing. */
@NullMarked
package io.entasis.internal.rollup;

import org.jspecify.annotations.NullMarked;
