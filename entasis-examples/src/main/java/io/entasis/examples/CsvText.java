package io.entasis.examples;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Opens a file that may be compressed; its first bytes tell, whatever its name says. */
final class CsvText {

  private static final int BUFFER = 1 << 16;

  private CsvText() {}

  /** The plain bytes of the file; the caller closes the stream. */
  static InputStream open(Path file) throws IOException {
    InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    try {
      return isGzip(raw) ? new GZIPInputStream(raw, BUFFER) : raw;
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  private static boolean isGzip(InputStream raw) throws IOException {
    raw.mark(2);
    int first = raw.read();
    int second = raw.read();
    raw.reset();
    return (first | second << 8) == GZIPInputStream.GZIP_MAGIC;
  }
}
