/** Values that every kind of data shares: time ranges and instants in microseconds. */
@NullMarked
package io.entasis.market;

import org.jspecify.annotations.NullMarked;
