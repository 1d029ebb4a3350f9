/** The server that the code generator reads the schema from; used by the build alone. */
@NullMarked
package io.entasis.codegen;

import org.jspecify.annotations.NullMarked;
