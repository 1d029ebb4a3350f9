/** Partitions as Parquet files in a folder or on S3: the front door. */
@NullMarked
package io.entasis.archive;

import org.jspecify.annotations.NullMarked;
