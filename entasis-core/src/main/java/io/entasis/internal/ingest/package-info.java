/** Batches of rows on their way into the database. */
@NullMarked
package io.entasis.internal.ingest;

import org.jspecify.annotations.NullMarked;
