package io.entasis.examples;

import io.entasis.tick.Tick;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/** The ticks of a source, one after the other, and what was skipped among them. */
interface TickReader extends Iterator<Tick>, AutoCloseable {

  /** A line that is no tick. */
  record BadLine(long line, String reason) {}

  /** The first bad lines so far. */
  List<BadLine> badLines();

  /** The number of bad lines so far. */
  long badLineCount();

  /** The line that the tick of this position was read from; both count from 1. */
  long lineOf(long row);

  @Override
  void close() throws IOException;
}
