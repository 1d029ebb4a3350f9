package io.entasis.internal.read;

import java.math.BigDecimal;

/** Decimals as they are handed out: without trailing zeros and with a scale of zero or more. */
public final class PlainDecimal {

  private PlainDecimal() {}

  /** The same number in that form. */
  public static BigDecimal of(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
