package io.entasis.market;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Exact decimals as whole multiples of 0.00000001 (1e-8), the resolution of every price and quantity in the schema.
 *
 * <p>A long holds values from -92,233,720,368.54775808 to 92,233,720,368.54775807. All methods are pure and safe from any
 * thread.
 */
public final class ScaledDecimal {

  /** Number of decimals that are kept: 8. */
  public static final int SCALE = 8;

  /** One unit as a scaled value: 100,000,000. */
  public static final long ONE = 100_000_000L;

  private ScaledDecimal() {}

  /**
   * The decimal as a multiple of 1e-8.
   *
   * @throws ArithmeticException when it has more than 8 decimals or does not fit a long
   */
  public static long of(BigDecimal decimal) {
    return decimal.setScale(SCALE, RoundingMode.UNNECESSARY).unscaledValue().longValueExact();
  }

  /** The decimal of a scaled value, without trailing zeros and with a scale of zero or more. */
  public static BigDecimal toDecimal(long scaled) {
    long unscaled = scaled;
    int scale = SCALE;
    if (unscaled % ONE == 0) {
      return BigDecimal.valueOf(unscaled / ONE);
    }
    while (unscaled % 10 == 0) {
      unscaled /= 10;
      scale--;
    }
    return BigDecimal.valueOf(unscaled, scale);
  }
}
