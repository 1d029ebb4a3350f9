/** Connections that a test looks into. */
@NullMarked
package io.entasis.conformance.connection;

import org.jspecify.annotations.NullMarked;
