/** What every race works with: the arguments, the server, its databases. */
@NullMarked
package io.entasis.benchmarks.setup;

import org.jspecify.annotations.NullMarked;
