/** Partitions as apps and operators meet them. */
@org.jspecify.annotations.NullMarked
package io.entasis.conformance.partition;
