package io.entasis.partition;

/** What can happen to a partition after it was restored. */
public enum RestoredState {
  /** It is read like any other, and its rows can change no more. */
  SEALED,
  /** It is read and written like any other. */
  WRITABLE
}
