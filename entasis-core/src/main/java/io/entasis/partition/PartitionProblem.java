package io.entasis.partition;

/**
 * Something about the partitions of a table that is not as it should be.
 *
 * @param kind what it is
 * @param name the table in question
 * @param detail what is wrong with it, for a reader
 */
public record PartitionProblem(Kind kind, String name, String detail) {

  /** What can be wrong. */
  public enum Kind {
    /** An attached table that is not named as partitions are. It is left alone, but sealed where older time is. */
    FOREIGN,
    /** An attached table that is named as partitions are, but holds other time than its name says. It is treated as a foreign one. */
    MISALIGNED,
    /** A partition whose changes go unnoticed, since it lacks triggers of its table. Maintenance gives them to it. */
    UNGUARDED,
    /** A default partition: no partition can be detached without locking readers out, nor made for rows that it holds. Maintenance drains it. */
    DEFAULT,
    /** A detach that ended half-way: the rows show no more, and nothing else can be detached. Maintenance finishes it. */
    HALF_DETACHED,
    /** A table that is named as partitions are, but is attached nowhere and not known. It is left alone. */
    STRAY
  }

  /** Kind, name and detail. */
  @Override
  public String toString() {
    return kind + " " + name + ": " + detail;
  }
}
