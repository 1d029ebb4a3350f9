package io.entasis.internal.ingest;

/** Ids that were reserved for one batch, ascending. */
final class IdBlocks {

  /** Ids that one value of a sequence stands for, as its increment says. */
  static final int BLOCK = 100;

  private final Long[] starts;
  private int used;

  /** With the first id of each block. */
  IdBlocks(Long[] starts) {
    this.starts = starts.clone();
  }

  /** Number of blocks that so many rows need. */
  static int blocksFor(int rows) {
    return (rows + BLOCK - 1) / BLOCK;
  }

  long next() {
    long id = starts[used / BLOCK] + used % BLOCK;
    used++;
    return id;
  }
}
