/** Keeps the generated types true to the migrations. */
@NullMarked
package io.entasis.schema;

import org.jspecify.annotations.NullMarked;
