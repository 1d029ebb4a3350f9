/** Writing many rows: settings, progress, and the report of what was stored and what was not. */
@NullMarked
package io.entasis.ingest;

import org.jspecify.annotations.NullMarked;
