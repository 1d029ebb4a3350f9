package io.entasis.internal.copy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL's binary numeric: digits of base 10,000, the weight of the first one, sign, and number of decimals to show.
 *
 * @see <a href="https://github.com/postgres/postgres/blob/master/src/backend/utils/adt/numeric.c">numeric_send</a>
 */
final class BinaryNumeric {

  private static final int BASE = 10_000;
  private static final int BASE_DECIMALS = 4;
  private static final int HEADER = 8;

  /** Decimals of the columns; always named, so that equal numbers have equal bytes. */
  private static final int DECIMALS = 8;

  private static final int NEGATIVE = 0x4000;
  private static final int SPECIAL = 0xC000;
  private static final int LONG_DIGITS = 18;
  private static final BigInteger BIG_BASE = BigInteger.valueOf(BASE);
  private static final long[] TENS = tens();

  private BinaryNumeric() {}

  /** Writes the number from the position on and returns the position after it; it takes at most 64 bytes for 40 digits. */
  static int write(BigDecimal number, byte[] bytes, int position) {
    int scale = Math.max(number.scale(), 0);
    int padding = (BASE_DECIMALS - scale % BASE_DECIMALS) % BASE_DECIMALS;
    int shift = padding + Math.max(-number.scale(), 0);
    if (number.precision() + shift <= LONG_DIGITS) {
      long unscaled = number.scaleByPowerOfTen(number.scale()).longValue() * TENS[shift];
      return writeLong(unscaled, scale, bytes, position);
    }
    return writeBig(number, scale, padding, bytes, position);
  }

  private static int writeLong(long unscaled, int scale, byte[] bytes, int position) {
    int fractionDigits = (scale + BASE_DECIMALS - 1) / BASE_DECIMALS;
    long rest = Math.abs(unscaled);
    int trailing = 0;
    while (rest != 0 && rest % BASE == 0) {
      rest /= BASE;
      trailing++;
    }
    int count = 0;
    for (long left = rest; left != 0; left /= BASE) {
      count++;
    }
    for (int i = count - 1; i >= 0; i--) {
      putShort(bytes, position + HEADER + 2 * i, (int) (rest % BASE));
      rest /= BASE;
    }
    int weight = count == 0 ? 0 : count + trailing - fractionDigits - 1;
    return header(bytes, position, count, weight, unscaled < 0, scale);
  }

  private static int writeBig(
      BigDecimal number, int scale, int padding, byte[] bytes, int position) {
    int fractionDigits = (scale + BASE_DECIMALS - 1) / BASE_DECIMALS;
    List<Integer> digits = new ArrayList<>();
    BigInteger rest = number.setScale(scale + padding).unscaledValue().abs();
    int trailing = 0;
    while (rest.signum() != 0) {
      BigInteger[] parts = rest.divideAndRemainder(BIG_BASE);
      if (digits.isEmpty() && parts[1].signum() == 0) {
        trailing++;
      } else {
        digits.add(parts[1].intValue());
      }
      rest = parts[0];
    }
    int count = digits.size();
    for (int i = 0; i < count; i++) {
      putShort(bytes, position + HEADER + 2 * i, digits.get(count - 1 - i));
    }
    int weight = count == 0 ? 0 : count + trailing - fractionDigits - 1;
    return header(bytes, position, count, weight, number.signum() < 0, scale);
  }

  private static int header(
      byte[] bytes, int position, int count, int weight, boolean negative, int scale) {
    putShort(bytes, position, count);
    putShort(bytes, position + 2, weight);
    putShort(bytes, position + 4, negative ? NEGATIVE : 0);
    putShort(bytes, position + 6, Math.max(scale, DECIMALS));
    return position + HEADER + 2 * count;
  }

  /**
   * The number as a multiple of 10^-scale.
   *
   * @throws ArithmeticException when it does not fit
   */
  static long readScaled(byte[] bytes, int position, int scale) {
    int count = getShort(bytes, position);
    int weight = getShort(bytes, position + 2);
    checkFinite(bytes, position);
    // Below zero a long reaches one further than above.
    long negated = 0;
    for (int i = 0; i < count; i++) {
      int digit = getShort(bytes, position + HEADER + 2 * i);
      negated = Math.subtractExact(Math.multiplyExact(negated, BASE), digit);
    }
    negated = scaleUp(negated, BASE_DECIMALS * (weight - count + 1) + scale);
    return isNegative(bytes, position) ? negated : Math.negateExact(negated);
  }

  /** Whether {@link #readScaled} is sure to read the number, told from the weight of its first digit alone. */
  static boolean fitsLong(byte[] bytes, int position, int scale) {
    int weight = getShort(bytes, position + 2);
    return BASE_DECIMALS * (weight + 1) + scale <= LONG_DIGITS;
  }

  /** The number without trailing zeros and with a scale of zero or more. */
  static BigDecimal readDecimal(byte[] bytes, int position) {
    int count = getShort(bytes, position);
    int weight = getShort(bytes, position + 2);
    checkFinite(bytes, position);
    int exponent = BASE_DECIMALS * (weight - count + 1);
    if (count == 0) {
      return BigDecimal.ZERO;
    }
    if (BASE_DECIMALS * count + Math.max(exponent, 0) <= LONG_DIGITS) {
      long value = 0;
      for (int i = 0; i < count; i++) {
        value = value * BASE + getShort(bytes, position + HEADER + 2 * i);
      }
      value *= TENS[Math.max(exponent, 0)];
      return stripped(isNegative(bytes, position) ? -value : value, Math.max(-exponent, 0));
    }
    return readBig(bytes, position, count, exponent);
  }

  private static BigDecimal readBig(byte[] bytes, int position, int count, int exponent) {
    BigInteger value = BigInteger.ZERO;
    for (int i = 0; i < count; i++) {
      value = value
          .multiply(BIG_BASE)
          .add(BigInteger.valueOf(getShort(bytes, position + HEADER + 2 * i)));
    }
    BigDecimal decimal = new BigDecimal(
            isNegative(bytes, position) ? value.negate() : value, -exponent)
        .stripTrailingZeros();
    return decimal.scale() < 0 ? decimal.setScale(0) : decimal;
  }

  private static BigDecimal stripped(long unscaled, int scale) {
    long value = unscaled;
    int decimals = scale;
    while (decimals > 0 && value % 10 == 0) {
      value /= 10;
      decimals--;
    }
    return BigDecimal.valueOf(value, decimals);
  }

  private static long scaleUp(long value, int exponent) {
    if (value == 0) {
      return 0;
    }
    if (exponent < 0 || exponent >= TENS.length) {
      throw new ArithmeticException("numeric does not fit the scale");
    }
    return Math.multiplyExact(value, TENS[exponent]);
  }

  private static void checkFinite(byte[] bytes, int position) {
    if ((getShort(bytes, position + 4) & SPECIAL) == SPECIAL) {
      throw new ArithmeticException("numeric is not a number");
    }
  }

  private static boolean isNegative(byte[] bytes, int position) {
    return (getShort(bytes, position + 4) & SPECIAL) == NEGATIVE;
  }

  private static void putShort(byte[] bytes, int position, int value) {
    bytes[position] = (byte) (value >> 8);
    bytes[position + 1] = (byte) value;
  }

  private static int getShort(byte[] bytes, int position) {
    return (short) ((bytes[position] << 8) | (bytes[position + 1] & 0xFF));
  }

  private static long[] tens() {
    long[] tens = new long[LONG_DIGITS + 1];
    tens[0] = 1;
    for (int i = 1; i < tens.length; i++) {
      tens[i] = tens[i - 1] * 10;
    }
    return tens;
  }
}
