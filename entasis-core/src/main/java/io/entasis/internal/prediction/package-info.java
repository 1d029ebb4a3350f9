/** Predictions on PostgreSQL. */
@NullMarked
package io.entasis.internal.prediction;

import org.jspecify.annotations.NullMarked;
