/** What the library promises about predictions. */
@NullMarked
package io.entasis.conformance.prediction;

import org.jspecify.annotations.NullMarked;
