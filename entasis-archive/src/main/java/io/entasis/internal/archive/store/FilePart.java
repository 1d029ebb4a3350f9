package io.entasis.internal.archive.store;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;

/** A part of a file as the body of a request, never whole in memory. Remembers what the listener threw. For one thread. */
final class FilePart implements ContentStreamProvider {

  private static final int PIECE = 1 << 20;
  private static final String TYPE = "application/octet-stream";

  private final Path file;
  private final long from;
  private final long length;
  private final Transfer moved;
  private @Nullable RuntimeException stopped;

  /** The bytes of a file from a position on; the transfer counts from the start of the file. */
  FilePart(Path file, long from, long length, Transfer moved) {
    this.file = file;
    this.from = from;
    this.length = length;
    this.moved = moved;
  }

  RequestBody body() {
    return RequestBody.fromContentProvider(this, length, TYPE);
  }

  Transfer transfer() {
    return moved;
  }

  /** What the listener threw, if it did. */
  Optional<RuntimeException> stopped() {
    return Optional.ofNullable(stopped);
  }

  @Override
  public InputStream newStream() {
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      channel.position(from);
      return new BufferedInputStream(new Bounded(Channels.newInputStream(channel)), PIECE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void tell(long bytes) {
    try {
      moved.accept(bytes);
    } catch (RuntimeException e) {
      stopped = e;
      throw e;
    }
  }

  private final class Bounded extends InputStream {

    private final InputStream source;
    private long done;

    Bounded(InputStream source) {
      this.source = source;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
      if (done == length) {
        return -1;
      }
      int read = source.read(target, offset, (int) Math.min(count, length - done));
      if (read > 0) {
        done += read;
        tell(from + done);
      }
      return read;
    }

    @Override
    public void close() throws IOException {
      source.close();
    }
  }
}
