/** Option quotes, chains as of an instant, and what traders compute from a chain. */
@NullMarked
package io.entasis.option;

import org.jspecify.annotations.NullMarked;
