/** Answers that are kept while the change log tells that nothing has changed. */
@NullMarked
package io.entasis.internal.cache;

import org.jspecify.annotations.NullMarked;
