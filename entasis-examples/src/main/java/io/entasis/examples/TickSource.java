package io.entasis.examples;

import java.io.IOException;

/** Ticks that can be read from the start, and what is known of them before. */
interface TickSource {

  /** The name for people. */
  String name();

  /** Names the contents, so that the same ticks are not stored twice. */
  String key();

  /** Rows that a reader will go through, bad ones included. */
  long rows();

  /** Reads from the start; the caller closes the reader. */
  TickReader open() throws IOException;
}
