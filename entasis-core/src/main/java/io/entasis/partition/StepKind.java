package io.entasis.partition;

/** What a step of maintenance does, in the order in which steps are taken. */
public enum StepKind {

  /** Finishes a detach that ended half-way. */
  FINISH_DETACH(
      "SHARE UPDATE EXCLUSIVE on the table, ACCESS EXCLUSIVE on the partition, which no query of the table reads any more"),

  /** Moves the rows of a default partition into partitions of their own, and detaches it. Rows below the raw floor stay in its table. */
  DRAIN_DEFAULT(
      "none while its rows are copied; SHARE ROW EXCLUSIVE on the table while what has changed meanwhile is copied too: writers wait; then ACCESS EXCLUSIVE on the table for a moment"),

  /** Gives a partition the triggers that it lacks. */
  GUARD("SHARE ROW EXCLUSIVE on the partition for a moment: its writers wait"),

  /** Makes a partition. */
  CREATE("SHARE UPDATE EXCLUSIVE on the table for a moment: nobody waits"),

  /** Makes a partition unwritable, and freezes it and the bars that were made of it. */
  SEAL("SHARE ROW EXCLUSIVE on the partition for a moment: its writers wait"),

  /** Archives a partition, and compares what the archive holds. */
  ARCHIVE("ACCESS SHARE on the partition: nobody waits"),

  /** Detaches a partition, which stays as a table of its own. */
  DETACH(
      "SHARE UPDATE EXCLUSIVE on the table, ACCESS EXCLUSIVE on the partition once no query reads it any more: nobody waits"),

  /** Compares a detached partition with what was archived, and drops it. */
  DROP(
      "SHARE on the detached table while it is compared, ACCESS EXCLUSIVE for a moment: nobody else uses it"),

  /** Deletes kept bars that are too old. */
  TRIM_ROLLUPS("ROW EXCLUSIVE on the table of the bars, in batches: nobody waits");

  private final String lock;

  StepKind(String lock) {
    this.lock = lock;
  }

  /** Which lock is taken on what, and who waits. */
  public String lock() {
    return lock;
  }
}
