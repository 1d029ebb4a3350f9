/** Connections, transactions, the SQL of the tables and the translation of failures. */
@NullMarked
package io.entasis.internal.db;

import org.jspecify.annotations.NullMarked;
