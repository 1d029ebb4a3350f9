package io.entasis.partition;

/** A step of archiving a partition or of reading one back, in their order. */
public enum ArchiveStep {
  /** Rows are written to a file beside the store. */
  WRITE,
  /** The file goes to the store under a temporary name. */
  UPLOAD,
  /** What the store holds comes back. */
  DOWNLOAD,
  /** Its rows are counted and hashed. */
  COMPARE,
  /** It gets its name, is read once more, and is entered. */
  PUBLISH
}
