/** What the upkeep of partitions takes, and how long it keeps others waiting. */
@NullMarked
package io.entasis.benchmarks.lifecycle;

import org.jspecify.annotations.NullMarked;
