package io.entasis.partition;

/** A step of loading a partition beside its table, in their order. */
public enum LoadStep {
  /** Restoring only: the file comes from the archive and is checked. */
  FETCH,
  /** Rows go into a table of their own. */
  COPY,
  /** Its indexes are built; what is restored is read back and compared. */
  INDEX,
  /** What follows from the rows is computed: kept bars, option contracts. */
  DERIVE,
  /** The table becomes a partition. */
  ATTACH
}
