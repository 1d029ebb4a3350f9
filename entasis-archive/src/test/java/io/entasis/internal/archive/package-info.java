@NullMarked
package io.entasis.internal.archive;

import org.jspecify.annotations.NullMarked;
