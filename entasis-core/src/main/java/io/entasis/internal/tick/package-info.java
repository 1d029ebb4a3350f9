/** Ticks on PostgreSQL. */
@NullMarked
package io.entasis.internal.tick;

import org.jspecify.annotations.NullMarked;
