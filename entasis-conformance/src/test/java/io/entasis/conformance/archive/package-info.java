@NullMarked
package io.entasis.conformance.archive;

import org.jspecify.annotations.NullMarked;
