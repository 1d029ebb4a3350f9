/** The cache: its settings, and what it tells of itself. */
@NullMarked
package io.entasis.cache;

import org.jspecify.annotations.NullMarked;
