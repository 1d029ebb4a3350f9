/** Where the ticks come from. */
@NullMarked
package io.entasis.benchmarks.tape;

import org.jspecify.annotations.NullMarked;
