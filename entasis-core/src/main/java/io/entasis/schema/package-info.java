/** The tables in the database: making them, and checking that they are the right ones. */
@NullMarked
package io.entasis.schema;

import org.jspecify.annotations.NullMarked;
