/** Bars: the value, its size and alignment, and the questions that build bars from ticks. */
@NullMarked
package io.entasis.bar;

import org.jspecify.annotations.NullMarked;
