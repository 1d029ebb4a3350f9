package io.entasis.partition;

import io.entasis.error.InvalidInputException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a column holds. Two types are equal when they hold the same values.
 *
 * @param kind the kind of value
 * @param precision most digits of a decimal, from 1 to 38; 0 for every other kind
 * @param scale digits of a decimal after the point, from 0 to its precision; 0 for every other kind
 */
public record ColumnType(Kind kind, int precision, int scale) {

  /** Most digits that a decimal can have: what fits 128 bits. */
  public static final int MOST_DIGITS = 38;

  private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d{1,2}),(\\d{1,2})\\)");

  /** The kinds of value. */
  public enum Kind {
    /** A whole number of 64 bits. */
    BIGINT,
    /** A text, kept as UTF-8. */
    TEXT,
    /** An instant in microseconds since 1970-01-01T00:00Z. */
    TIMESTAMPTZ,
    /** An exact decimal, kept as a whole multiple of its last digit. */
    DECIMAL
  }

  /**
   * Checks the digits.
   *
   * @throws InvalidInputException when a decimal cannot have so many digits, or another kind has any
   */
  public ColumnType {
    boolean fits = kind == Kind.DECIMAL
        ? precision >= 1 && precision <= MOST_DIGITS && scale >= 0 && scale <= precision
        : precision == 0 && scale == 0;
    if (!fits) {
      throw new InvalidInputException(
          "no type has these digits: " + kind + "(" + precision + "," + scale + ")");
    }
  }

  /** Whole numbers of 64 bits. */
  public static ColumnType bigint() {
    return new ColumnType(Kind.BIGINT, 0, 0);
  }

  /** Texts of any length. */
  public static ColumnType text() {
    return new ColumnType(Kind.TEXT, 0, 0);
  }

  /** Instants to the microsecond. */
  public static ColumnType timestamptz() {
    return new ColumnType(Kind.TIMESTAMPTZ, 0, 0);
  }

  /** Exact decimals of so many digits, so many of them after the point. */
  public static ColumnType decimal(int precision, int scale) {
    return new ColumnType(Kind.DECIMAL, precision, scale);
  }

  /** The type that {@link #toString} writes so, or nothing when there is none. */
  public static Optional<ColumnType> parse(String text) {
    for (Kind kind : Kind.values()) {
      if (kind != Kind.DECIMAL && name(kind).equals(text)) {
        return Optional.of(new ColumnType(kind, 0, 0));
      }
    }
    Matcher decimal = DECIMAL.matcher(text);
    if (!decimal.matches()) {
      return Optional.empty();
    }
    int precision = Integer.parseInt(decimal.group(1));
    int scale = Integer.parseInt(decimal.group(2));
    return precision >= 1 && precision <= MOST_DIGITS && scale <= precision
        ? Optional.of(decimal(precision, scale))
        : Optional.empty();
  }

  /** As in SQL: {@code bigint}, {@code text}, {@code timestamptz}, {@code decimal(20,8)}. */
  @Override
  public String toString() {
    return kind == Kind.DECIMAL ? name(kind) + "(" + precision + "," + scale + ")" : name(kind);
  }

  private static String name(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
