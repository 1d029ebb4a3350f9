package io.entasis.partition;

import io.entasis.error.InvalidInputException;
import java.util.HexFormat;

/**
 * What a set of rows holds, in short: their number and a hash of 128 bits. Equal contents have equal digests, in whatever order,
 * through whatever connection and from whatever version of the server the rows came; different contents have different ones but for
 * a chance of 1 in 2<sup>128</sup>.
 *
 * <p>The hash is the sum, modulo 2<sup>128</sup>, of the hashes of the rows. The hash of a row is the first 16 bytes of the SHA-256
 * of its canonical form, as a number with the highest byte first. The canonical form has, for each column in the order of the layout,
 * one byte that is 0 where the column is null and 1 where it is not, and in the second case its value, every number with the highest
 * byte first and in two's complement:
 *
 * <ul>
 *   <li>bigint: 8 bytes
 *   <li>timestamptz: 8 bytes, microseconds since 1970-01-01T00:00Z
 *   <li>decimal(p,s): 16 bytes, the number times 10<sup>s</sup>
 *   <li>text: 4 bytes with the number of bytes of its UTF-8, then those
 * </ul>
 *
 * <p>A sum, and not an exclusive or, tells a row that is there twice from one that is not there at all. It guards against accidents,
 * not against somebody who makes up rows in order to hit the same sum. The names of the columns are not in it: compare the layouts.
 *
 * @param rows number of rows, zero or more
 * @param high upper 64 bits of the hash
 * @param low lower 64 bits of the hash
 */
public record ContentDigest(long rows, long high, long low) {

  /** The digest of no rows. */
  public static final ContentDigest EMPTY = new ContentDigest(0, 0, 0);

  private static final HexFormat HEX = HexFormat.of();
  private static final int HEX_DIGITS = 16;

  /**
   * Checks the number of rows.
   *
   * @throws InvalidInputException when it is below zero
   */
  public ContentDigest {
    if (rows < 0) {
      throw new InvalidInputException("there cannot be " + rows + " rows");
    }
  }

  /**
   * The digest of so many rows with that hash.
   *
   * @param hash 32 hexadecimal digits, as {@link #hash()} gives them
   * @throws InvalidInputException when it is something else
   */
  public static ContentDigest of(long rows, String hash) {
    try {
      if (hash.length() == 2 * HEX_DIGITS) {
        long high = HexFormat.fromHexDigitsToLong(hash, 0, HEX_DIGITS);
        return new ContentDigest(
            rows, high, HexFormat.fromHexDigitsToLong(hash, HEX_DIGITS, 2 * HEX_DIGITS));
      }
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("a content hash has 32 hexadecimal digits", e);
    }
    throw new InvalidInputException("a content hash has 32 hexadecimal digits");
  }

  /** The digest of both sets of rows together. */
  public ContentDigest plus(ContentDigest other) {
    long sum = low + other.low;
    long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    return new ContentDigest(rows + other.rows, high + other.high + carry, sum);
  }

  /** The hash as 32 hexadecimal digits. */
  public String hash() {
    return HEX.toHexDigits(high) + HEX.toHexDigits(low);
  }

  /** Number of rows and hash, for a reader. */
  @Override
  public String toString() {
    return rows + " rows, hash " + hash();
  }
}
