/**
 * The front door: {@link io.entasis.Entasis} and its builder.
 */
@NullMarked
package io.entasis;

import org.jspecify.annotations.NullMarked;
