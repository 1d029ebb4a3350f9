/** What models predicted, and how that compares with what happened. */
@NullMarked
package io.entasis.prediction;

import org.jspecify.annotations.NullMarked;
