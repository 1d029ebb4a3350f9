/** What transactions change, told inside the process and across processes. */
@NullMarked
package io.entasis.internal.change;

import org.jspecify.annotations.NullMarked;
