/** Rows as Parquet files: writing them with parquet-hadoop but without Hadoop, and reading them page by page. */
@NullMarked
package io.entasis.internal.archive.parquet;

import org.jspecify.annotations.NullMarked;
