/** Several ways of doing the same job, timed in turns. */
@NullMarked
package io.entasis.benchmarks.race;

import org.jspecify.annotations.NullMarked;
