package io.entasis.partition;

/**
 * Rows of a partition, one after the other, in bounded memory. For one thread at a time; whoever opened it closes it.
 */
public interface PartitionRows extends AutoCloseable {

  /** The columns of every row. */
  RowLayout layout();

  /**
   * Empties the buffer and fills it with the next row.
   *
   * @param row a buffer of this layout
   * @return false when there is no further row; the buffer is empty then
   * @throws io.entasis.error.EntasisException when the row cannot be had
   */
  boolean next(RowBuffer row);

  /** Lets go of what the rows come from, whether or not all of them were read. Calling it again does nothing. */
  @Override
  void close();
}
