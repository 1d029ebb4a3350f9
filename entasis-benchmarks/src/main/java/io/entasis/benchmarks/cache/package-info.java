/** What the cache gives, and what it costs writers. */
@NullMarked
package io.entasis.benchmarks.cache;

import org.jspecify.annotations.NullMarked;
