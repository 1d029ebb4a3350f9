@NullMarked
package io.entasis.internal.archive.parquet;

import org.jspecify.annotations.NullMarked;
