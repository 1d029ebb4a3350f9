package io.entasis.internal.archive.store;

import java.util.function.LongConsumer;

/** Follows a transfer for its listener, which may end it, also while nothing moves. For one thread. */
final class Transfer implements LongConsumer {

  private final LongConsumer listener;
  private long bytes;

  Transfer(LongConsumer listener) {
    this.listener = listener;
  }

  /** One that nobody follows. */
  static Transfer unwatched() {
    return new Transfer(bytes -> {});
  }

  @Override
  public void accept(long moved) {
    bytes = moved;
    listener.accept(moved);
  }

  /** Nothing has moved; does the listener still want it? */
  void ask() {
    listener.accept(bytes);
  }
}
