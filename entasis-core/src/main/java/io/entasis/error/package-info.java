/** What can go wrong, named by what the caller may do next. */
@NullMarked
package io.entasis.error;

import org.jspecify.annotations.NullMarked;
