package io.entasis.partition;

import io.entasis.error.InvalidInputException;
import io.entasis.market.Micros;
import io.entasis.market.PlainDecimal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;

/**
 * One row in primitive form, filled again and again: whole numbers and instants as longs, decimals as 128-bit multiples of their
 * last digit, texts as UTF-8. Filling and reading it makes no object per field, but for the methods that hand one out.
 *
 * <p>Every column starts out empty. A method that does not fit the type of its column throws an {@link InvalidInputException} that
 * names the column, never the value. Not thread-safe.
 */
public final class RowBuffer {

  private static final int TEXT_START = 64;

  private final RowLayout layout;
  private final ColumnType.Kind[] kinds;
  private final DecimalSlots decimals;
  private final BitSet present = new BitSet();
  private final long[] numbers;
  private final int[] textFrom;
  private final int[] textLength;
  private byte[] text = new byte[TEXT_START];
  private int textEnd;

  /** Without values, for rows of that layout. */
  public RowBuffer(RowLayout layout) {
    this.layout = layout;
    this.kinds = layout.columns().stream()
        .map(column -> column.type().kind())
        .toArray(ColumnType.Kind[]::new);
    this.decimals = new DecimalSlots(layout);
    this.numbers = new long[kinds.length];
    this.textFrom = new int[kinds.length];
    this.textLength = new int[kinds.length];
  }

  /** The columns. */
  public RowLayout layout() {
    return layout;
  }

  /** Empties every column. */
  public void clear() {
    present.clear();
    textEnd = 0;
  }

  /** Fills a bigint. */
  public void putLong(int column, long value) {
    check(column, ColumnType.Kind.BIGINT);
    numbers[column] = value;
    present.set(column);
  }

  /** Fills an instant, in microseconds since 1970. */
  public void putMicros(int column, long micros) {
    check(column, ColumnType.Kind.TIMESTAMPTZ);
    numbers[column] = micros;
    present.set(column);
  }

  /** Fills a decimal with a multiple of its last digit: 150 is 1.50 where the scale is 2. */
  public void putUnscaled(int column, long unscaled) {
    check(column, ColumnType.Kind.DECIMAL);
    decimals.put(column, unscaled);
    present.set(column);
  }

  /** Fills a decimal with a multiple of its last digit in two's complement, highest byte first, of 1 to 16 bytes. */
  public void putUnscaled(int column, byte[] bytes, int from, int length) {
    check(column, ColumnType.Kind.DECIMAL);
    decimals.put(column, bytes, from, length);
    present.set(column);
  }

  /** Fills a decimal; it has to fit the column without rounding. */
  public void putDecimal(int column, BigDecimal value) {
    check(column, ColumnType.Kind.DECIMAL);
    int scale = layout.column(column).type().scale();
    BigDecimal exact;
    try {
      exact = value.setScale(scale, RoundingMode.UNNECESSARY);
    } catch (ArithmeticException e) {
      throw new InvalidInputException(
          "a number has more decimals than " + layout.column(column) + " keeps", e);
    }
    decimals.put(column, exact.unscaledValue());
    present.set(column);
  }

  /** Fills a text with UTF-8, which is copied and taken as it is. */
  public void putText(int column, byte[] utf8, int from, int length) {
    check(column, ColumnType.Kind.TEXT);
    if (text.length - textEnd < length) {
      text = Arrays.copyOf(text, Math.max(text.length * 2, textEnd + length));
    }
    System.arraycopy(utf8, from, text, textEnd, length);
    textFrom[column] = textEnd;
    textLength[column] = length;
    textEnd += length;
    present.set(column);
  }

  /** Fills a text. */
  public void putText(int column, String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    putText(column, utf8, 0, utf8.length);
  }

  /** Whether the column is empty. */
  public boolean isNull(int column) {
    return !present.get(column);
  }

  /**
   * Checks that every column that always holds a value does.
   *
   * @throws InvalidInputException when one is empty
   */
  public void checkComplete() {
    for (int column = present.nextClearBit(0);
        column < kinds.length;
        column = present.nextClearBit(column + 1)) {
      if (!layout.column(column).nullable()) {
        throw new InvalidInputException("a row holds nothing in " + layout.column(column));
      }
    }
  }

  /** The bigint of a column that holds one. */
  public long longAt(int column) {
    return number(column, ColumnType.Kind.BIGINT);
  }

  /** The instant of a column that holds one, in microseconds since 1970. */
  public long microsAt(int column) {
    return number(column, ColumnType.Kind.TIMESTAMPTZ);
  }

  /** The instant of a column that holds one. */
  public Instant instantAt(int column) {
    return Micros.toInstant(microsAt(column));
  }

  /** The decimal of a column that holds one, without trailing zeros. */
  public BigDecimal decimalAt(int column) {
    checkPresent(column, ColumnType.Kind.DECIMAL);
    return PlainDecimal.of(decimals.decimal(column));
  }

  /**
   * The decimal of a column that holds one, as a multiple of its last digit.
   *
   * @throws InvalidInputException when it does not fit a long
   */
  public long unscaledAt(int column) {
    checkPresent(column, ColumnType.Kind.DECIMAL);
    return decimals.unscaled(column);
  }

  /**
   * Writes the decimal of a column that holds one as a multiple of its last digit in two's complement, highest byte first.
   *
   * @param length number of bytes to fill, enough for the precision of the column; up to 16
   */
  public void copyUnscaled(int column, byte[] target, int position, int length) {
    checkPresent(column, ColumnType.Kind.DECIMAL);
    decimals.copy(column, target, position, length);
  }

  /** The text of a column that holds one. */
  public String textAt(int column) {
    checkPresent(column, ColumnType.Kind.TEXT);
    return new String(text, textFrom[column], textLength[column], StandardCharsets.UTF_8);
  }

  /** Number of bytes of the text of a column that holds one. */
  public int textLength(int column) {
    checkPresent(column, ColumnType.Kind.TEXT);
    return textLength[column];
  }

  /** Writes the UTF-8 of the text of a column that holds one. */
  public void copyText(int column, byte[] target, int position) {
    checkPresent(column, ColumnType.Kind.TEXT);
    System.arraycopy(text, textFrom[column], target, position, textLength[column]);
  }

  /** Whether the text of a column that holds one is made of these bytes. */
  public boolean isText(int column, byte[] utf8) {
    checkPresent(column, ColumnType.Kind.TEXT);
    int from = textFrom[column];
    return Arrays.equals(text, from, from + textLength[column], utf8, 0, utf8.length);
  }

  ColumnType.Kind kind(int column) {
    return kinds[column];
  }

  private long number(int column, ColumnType.Kind kind) {
    checkPresent(column, kind);
    return numbers[column];
  }

  private void checkPresent(int column, ColumnType.Kind kind) {
    check(column, kind);
    if (!present.get(column)) {
      throw new InvalidInputException("the row holds nothing in " + layout.column(column));
    }
  }

  private void check(int column, ColumnType.Kind kind) {
    if (kinds[column] != kind) {
      throw new InvalidInputException(layout.column(column) + " is no " + kind);
    }
  }
}
