/** What the length of the history costs. */
@NullMarked
package io.entasis.benchmarks.history;

import org.jspecify.annotations.NullMarked;
