/** Snapshots of portfolios, and the series that follow from them. */
@NullMarked
package io.entasis.portfolio;

import org.jspecify.annotations.NullMarked;
