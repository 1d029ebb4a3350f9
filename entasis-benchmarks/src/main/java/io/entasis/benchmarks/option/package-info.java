/** Option chains. */
@NullMarked
package io.entasis.benchmarks.option;

import org.jspecify.annotations.NullMarked;
