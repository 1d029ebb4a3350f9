/** What the library promises about option chains. */
@NullMarked
package io.entasis.conformance.option;

import org.jspecify.annotations.NullMarked;
