/** The life of partitions: what there is, what is due, and the steps that bring it about. */
@NullMarked
package io.entasis.internal.lifecycle;

import org.jspecify.annotations.NullMarked;
