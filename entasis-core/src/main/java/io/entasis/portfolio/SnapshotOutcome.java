package io.entasis.portfolio;

/** What became of a snapshot that was saved. */
public enum SnapshotOutcome {
  /** It is stored; the user had none at that instant. */
  STORED,
  /** The same one was stored already. */
  UNCHANGED,
  /** It is stored in the place of another one. */
  REPLACED
}
