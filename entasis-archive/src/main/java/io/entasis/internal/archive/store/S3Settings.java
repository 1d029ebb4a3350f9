package io.entasis.internal.archive.store;

import io.entasis.archive.store.ChecksumMode;
import io.entasis.archive.store.S3Credentials;
import io.entasis.archive.store.S3Encryption;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How to reach a bucket.
 *
 * @param bucket the bucket
 * @param prefix what all keys start with, empty or ending with a slash
 * @param endpoint the server, or nothing for Amazon's
 * @param region the region
 * @param pathStyle whether the bucket is named in the path and not in the host
 * @param credentials asked before every request, or nothing for the default chain
 * @param encryption how the store encrypts
 * @param checksums whether checksums travel along
 * @param timeout how long the server may be silent
 * @param sizes where files are cut
 */
public record S3Settings(
    String bucket,
    String prefix,
    Optional<URI> endpoint,
    String region,
    boolean pathStyle,
    Optional<Supplier<S3Credentials>> credentials,
    S3Encryption encryption,
    ChecksumMode checksums,
    Duration timeout,
    Sizes sizes) {

  /**
   * Where files are cut.
   *
   * @param part bytes that go in one request; S3 wants 5 MiB or more, and at most 10,000 of them
   * @param copy bytes that S3 copies in one request
   */
  public record Sizes(long part, long copy) {

    private static final long MIB = 1 << 20;
    private static final int MOST_PARTS = 10_000;

    /** Parts of 16 MiB, and copies of 1 GiB, of which S3 would do five. */
    public static Sizes defaults() {
      return new Sizes(16 * MIB, 1024 * MIB);
    }

    /** Length of the parts of a file, which grow when there would be too many. */
    long partOf(long bytes) {
      return Math.max(part, (bytes + MOST_PARTS - 1) / MOST_PARTS);
    }
  }
}
