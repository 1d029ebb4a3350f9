/** Questions on their way to the database and rows on their way back. */
@NullMarked
package io.entasis.internal.read;

import org.jspecify.annotations.NullMarked;
