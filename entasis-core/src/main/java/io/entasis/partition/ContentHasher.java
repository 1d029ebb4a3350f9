package io.entasis.partition;

import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Adds up the digest of rows as they go by; {@link ContentDigest} defines it. Not thread-safe. */
public final class ContentHasher {

  private static final int SHA_256_BYTES = 32;

  private final MessageDigest sha256;
  private final CanonicalRow canonical = new CanonicalRow();
  private final byte[] hash = new byte[SHA_256_BYTES];
  private final ByteBuffer numbers = ByteBuffer.wrap(hash);
  private long rows;
  private long high;
  private long low;

  /** Of no rows yet. */
  public ContentHasher() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Adds a row. */
  public void add(RowBuffer row) {
    int length = canonical.encode(row);
    try {
      sha256.update(canonical.bytes(), 0, length);
      sha256.digest(hash, 0, SHA_256_BYTES);
    } catch (DigestException e) {
      throw new IllegalStateException("SHA-256 has 32 bytes", e);
    }
    long lower = numbers.getLong(Long.BYTES);
    low += lower;
    high += numbers.getLong(0) + (Long.compareUnsigned(low, lower) < 0 ? 1 : 0);
    rows++;
  }

  /** The digest of the rows so far. */
  public ContentDigest digest() {
    return new ContentDigest(rows, high, low);
  }
}
