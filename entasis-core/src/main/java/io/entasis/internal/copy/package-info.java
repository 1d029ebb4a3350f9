/** PostgreSQL's binary COPY format, written and read by hand. */
@NullMarked
package io.entasis.internal.copy;

import org.jspecify.annotations.NullMarked;
