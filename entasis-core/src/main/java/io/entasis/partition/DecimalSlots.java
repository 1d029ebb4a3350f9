package io.entasis.partition;

import io.entasis.error.InvalidInputException;
import java.math.BigDecimal;
import java.math.BigInteger;

/** The decimals of one row: 128-bit multiples of the last digit, in two's complement, split into two longs. */
final class DecimalSlots {

  private static final int LONG_BITS = Long.SIZE - 1;
  private static final int LONG_DIGITS = 18;
  private static final int MOST_BYTES = 2 * Long.BYTES;

  private final RowLayout layout;
  private final long[] high;
  private final long[] low;

  /** The largest multiple of each column, or the largest long where the column has digits for every long. */
  private final long[] bounds;

  DecimalSlots(RowLayout layout) {
    this.layout = layout;
    this.high = new long[layout.size()];
    this.low = new long[layout.size()];
    this.bounds = layout.columns().stream()
        .mapToLong(column -> bound(column.type().precision()))
        .toArray();
  }

  void put(int column, long unscaled) {
    long bound = bounds[column];
    if (bound != Long.MAX_VALUE && (unscaled > bound || unscaled < -bound)) {
      throw tooLarge(column);
    }
    high[column] = unscaled >> LONG_BITS;
    low[column] = unscaled;
  }

  void put(int column, byte[] bytes, int from, int length) {
    if (length < 1 || length > MOST_BYTES) {
      throw new InvalidInputException("no decimal has " + length + " bytes");
    }
    long upper = bytes[from] >> (Byte.SIZE - 1);
    long lower = upper;
    for (int i = from; i < from + length; i++) {
      upper = (upper << Byte.SIZE) | (lower >>> (Long.SIZE - Byte.SIZE));
      lower = (lower << Byte.SIZE) | (bytes[i] & 0xFF);
    }
    if (upper == lower >> LONG_BITS) {
      put(column, lower);
    } else {
      checkWide(column, wide(upper, lower));
      high[column] = upper;
      low[column] = lower;
    }
  }

  void put(int column, BigInteger unscaled) {
    if (unscaled.bitLength() <= LONG_BITS) {
      put(column, unscaled.longValue());
    } else {
      checkWide(column, unscaled);
      high[column] = unscaled.shiftRight(Long.SIZE).longValue();
      low[column] = unscaled.longValue();
    }
  }

  BigDecimal decimal(int column) {
    int scale = layout.column(column).type().scale();
    return isLong(column)
        ? BigDecimal.valueOf(low[column], scale)
        : new BigDecimal(wide(high[column], low[column]), scale);
  }

  long unscaled(int column) {
    if (!isLong(column)) {
      throw new InvalidInputException(
          "a number of " + layout.column(column) + " is too large for a long");
    }
    return low[column];
  }

  void copy(int column, byte[] target, int position, int length) {
    long upper = high[column];
    long lower = low[column];
    for (int i = position + length - 1; i >= position; i--) {
      target[i] = (byte) lower;
      lower = lower >>> Byte.SIZE | upper << (Long.SIZE - Byte.SIZE);
      upper >>= Byte.SIZE;
    }
    // What is left is the sign alone when the bytes were enough.
    if (length < MOST_BYTES && (lower != upper || lower != target[position] >> (Byte.SIZE - 1))) {
      throw new InvalidInputException(
          length + " bytes are too few for a number of " + layout.column(column));
    }
  }

  private boolean isLong(int column) {
    return high[column] == low[column] >> LONG_BITS;
  }

  private void checkWide(int column, BigInteger unscaled) {
    if (unscaled.abs().compareTo(BigInteger.TEN.pow(layout.column(column).type().precision()))
        >= 0) {
      throw tooLarge(column);
    }
  }

  private InvalidInputException tooLarge(int column) {
    return new InvalidInputException(
        "a number has more digits than " + layout.column(column) + " keeps");
  }

  private static BigInteger wide(long high, long low) {
    BigInteger lower = new BigInteger(Long.toUnsignedString(low));
    return BigInteger.valueOf(high).shiftLeft(Long.SIZE).add(lower);
  }

  private static long bound(int precision) {
    return precision > LONG_DIGITS
        ? Long.MAX_VALUE
        : BigInteger.TEN.pow(precision).longValue() - 1;
  }
}
