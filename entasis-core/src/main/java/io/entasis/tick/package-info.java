/** Ticks: the value, the repository that stores and reads them, and the questions it answers. */
@NullMarked
package io.entasis.tick;

import org.jspecify.annotations.NullMarked;
