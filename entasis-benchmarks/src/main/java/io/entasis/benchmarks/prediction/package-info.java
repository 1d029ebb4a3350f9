/** Predictions against prices. */
@NullMarked
package io.entasis.benchmarks.prediction;

import org.jspecify.annotations.NullMarked;
