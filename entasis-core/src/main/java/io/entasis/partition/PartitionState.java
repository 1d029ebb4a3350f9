package io.entasis.partition;

/** How far a partition has come in its life, in the order of that life. */
public enum PartitionState {
  /** It is to be made. */
  PLANNED,
  /** Its rows can be read and written. */
  ATTACHED,
  /** Its rows can be read, and change no more. */
  SEALED,
  /** Sealed; its rows were archived, read back from the archive and compared. */
  ARCHIVED,
  /** It is being detached: the table that it belongs to shows its rows no more. */
  DETACHING,
  /** It is a table of its own, which is kept for the grace period. */
  DETACHED,
  /** It is gone. */
  DROPPED
}
