/** The migrations of the schema. */
@NullMarked
package io.entasis.internal.schema;

import org.jspecify.annotations.NullMarked;
