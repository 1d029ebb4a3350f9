/** Bars on PostgreSQL. */
@NullMarked
package io.entasis.internal.bar;

import org.jspecify.annotations.NullMarked;
