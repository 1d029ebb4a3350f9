/** The code of the guide, run as tests. */
@NullMarked
package io.entasis.examples.guide;

import org.jspecify.annotations.NullMarked;
