package io.entasis.internal.archive.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.LongConsumer;

/** Moves bytes from a stream into a file, and tells how many. */
final class FileCopy {

  private static final int PIECE = 1 << 20;

  private FileCopy() {}

  /** Copies a file and waits until the copy is on disk. */
  static void durably(Path from, Path to, LongConsumer moved) throws IOException {
    try (InputStream in = Files.newInputStream(from)) {
      copy(in, to, true, moved);
    }
  }

  /** Writes everything that comes, and returns how much that was. */
  static long write(InputStream from, Path to, LongConsumer moved) throws IOException {
    return copy(from, to, false, moved);
  }

  private static long copy(InputStream from, Path to, boolean durably, LongConsumer moved)
      throws IOException {
    ByteBuffer piece = ByteBuffer.allocate(PIECE);
    long bytes = 0;
    try (ReadableByteChannel in = Channels.newChannel(from);
        FileChannel out = FileChannel.open(
            to,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      boolean more = true;
      while (more) {
        more = fill(in, piece);
        piece.flip();
        while (piece.hasRemaining()) {
          bytes += out.write(piece);
        }
        piece.clear();
        moved.accept(bytes);
      }
      if (durably) {
        out.force(true);
      }
    }
    return bytes;
  }

  private static boolean fill(ReadableByteChannel in, ByteBuffer piece) throws IOException {
    while (piece.hasRemaining()) {
      if (in.read(piece) < 0) {
        return false;
      }
    }
    return true;
  }
}
