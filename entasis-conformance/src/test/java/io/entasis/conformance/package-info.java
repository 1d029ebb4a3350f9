/** What the tests of all subjects share. */
@NullMarked
package io.entasis.conformance;

import org.jspecify.annotations.NullMarked;
