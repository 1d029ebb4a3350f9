/** Portfolio snapshots on PostgreSQL. */
@NullMarked
package io.entasis.internal.portfolio;

import org.jspecify.annotations.NullMarked;
