/** The assembly of the parts, and the settings it works from. Not for use by apps. */
@NullMarked
package io.entasis.internal;

import org.jspecify.annotations.NullMarked;
