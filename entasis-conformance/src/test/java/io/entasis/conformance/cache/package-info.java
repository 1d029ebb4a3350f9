/** The cache: never stale, in one process or several. */
@NullMarked
package io.entasis.conformance.cache;

import org.jspecify.annotations.NullMarked;
