@NullMarked
package io.entasis.archive;

import org.jspecify.annotations.NullMarked;
