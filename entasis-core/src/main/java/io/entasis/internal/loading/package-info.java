/** Whole partitions that are loaded beside their table and then attached. */
@NullMarked
package io.entasis.internal.loading;

import org.jspecify.annotations.NullMarked;
