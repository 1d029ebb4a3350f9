/**
 * A real PostgreSQL for tests, examples and benchmarks: servers, fresh databases, a JUnit extension
 * and a proxy that breaks connections on purpose.
 */
@NullMarked
package io.entasis.testkit;

import org.jspecify.annotations.NullMarked;
