/** What the library promises about portfolio snapshots. */
@NullMarked
package io.entasis.conformance.portfolio;

import org.jspecify.annotations.NullMarked;
