/** Reading the ticks of one symbol. */
@NullMarked
package io.entasis.benchmarks.read;

import org.jspecify.annotations.NullMarked;
