package io.entasis.internal.archive;

import io.entasis.internal.archive.store.FileErrors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Length and hash of a file.
 *
 * @param bytes its length
 * @param sha256 SHA-256 of its bytes, as 64 hexadecimal digits in lower case
 */
record FileHash(long bytes, String sha256) {

  private static final int PIECE = 1 << 20;

  /** Of that file; the listener is told how many bytes have been read. */
  static FileHash of(Path file, LongConsumer read) {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest hash = MessageDigest.getInstance("SHA-256");
      byte[] piece = new byte[PIECE];
      long bytes = 0;
      for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
        hash.update(piece, 0, length);
        bytes += length;
        read.accept(bytes);
      }
      return new FileHash(bytes, HexFormat.of().formatHex(hash.digest()));
    } catch (IOException e) {
      throw FileErrors.translate("reading " + file, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** What is different about the other, in words; nothing when nothing is. */
  List<String> differences(FileHash found) {
    List<String> differences = new ArrayList<>();
    if (found.bytes != bytes) {
      differences.add("bytes: " + found.bytes + " instead of " + bytes);
    }
    if (!found.sha256.equals(sha256)) {
      differences.add("SHA-256: " + found.sha256 + " instead of " + sha256);
    }
    return differences;
  }
}
