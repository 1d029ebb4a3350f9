/** What the library promises about reading ticks and bars. */
@NullMarked
package io.entasis.conformance.read;

import org.jspecify.annotations.NullMarked;
