/** The end calls that every question shares. */
@NullMarked
package io.entasis.query;

import org.jspecify.annotations.NullMarked;
