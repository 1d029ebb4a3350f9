/** The binary COPY format, measured by JMH. */
@NullMarked
package io.entasis.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
