/** Option quotes and chains on PostgreSQL. */
@NullMarked
package io.entasis.internal.option;

import org.jspecify.annotations.NullMarked;
