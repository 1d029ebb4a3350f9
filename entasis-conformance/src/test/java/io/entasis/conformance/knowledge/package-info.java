/** What the library promises about what was known at an instant. */
@NullMarked
package io.entasis.conformance.knowledge;

import org.jspecify.annotations.NullMarked;
