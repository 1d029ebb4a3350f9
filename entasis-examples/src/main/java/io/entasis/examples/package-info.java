/** Small programs that show one job each. */
@NullMarked
package io.entasis.examples;

import org.jspecify.annotations.NullMarked;
