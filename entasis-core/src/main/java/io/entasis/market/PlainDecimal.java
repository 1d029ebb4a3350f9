package io.entasis.market;

import java.math.BigDecimal;

/**
 * Decimals as they are handed out: without trailing zeros and with a scale of zero or more, so that equal numbers are equal
 * objects. All methods are pure and safe from any thread.
 */
public final class PlainDecimal {

  /** Zeros before the point that are written out; a number that needs more is stored nowhere. */
  private static final int MOST_ZEROS = 64;

  private PlainDecimal() {}

  /** The same number in that form. A multiple of 1e65 stays in scientific form. */
  public static BigDecimal of(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 && stripped.scale() >= -MOST_ZEROS
        ? stripped.setScale(0)
        : stripped;
  }
}
