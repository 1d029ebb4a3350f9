/** Tests of the examples. */
@NullMarked
package io.entasis.examples;

import org.jspecify.annotations.NullMarked;
