package io.entasis.bar;

import io.entasis.error.InvalidInputException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a bar is: from one second to 31 days, or one calendar month. Sizes that mean the same are equal: 60 seconds are one
 * minute.
 *
 * @param count number of units
 * @param unit the largest unit that the size is a whole number of
 */
public record BarSize(int count, Unit unit) {

  /** A unit of time that bar sizes are counted in. */
  public enum Unit {
    /** One second. */
    SECOND("s", 1),
    /** Sixty seconds. */
    MINUTE("m", 60),
    /** Sixty minutes. */
    HOUR("h", 3_600),
    /** Twenty-four hours in UTC; from midnight to midnight in another time zone. */
    DAY("d", 86_400),
    /** A calendar month. */
    MONTH("mo", 0);

    private final String suffix;
    private final int seconds;

    Unit(String suffix, int seconds) {
      this.suffix = suffix;
      this.seconds = seconds;
    }
  }

  private static final int LONGEST_SECONDS = 31 * Unit.DAY.seconds;
  private static final Pattern FORM = Pattern.compile("(\\d{1,9})(s|m|h|d|w|mo)");

  /**
   * Checks the length and brings it to its largest unit.
   *
   * @throws InvalidInputException when it is shorter than a second, longer than 31 days, or more than one calendar month
   */
  public BarSize {
    long seconds = (long) count * unit.seconds;
    if (count < 1 || seconds > LONGEST_SECONDS || (unit == Unit.MONTH && count != 1)) {
      throw new InvalidInputException(
          "a bar of " + count + unit.suffix + " is not between one second and one month");
    }
    if (unit != Unit.MONTH) {
      unit = largestUnit(seconds);
      count = (int) (seconds / unit.seconds);
    }
  }

  /** That many seconds. */
  public static BarSize ofSeconds(int seconds) {
    return new BarSize(seconds, Unit.SECOND);
  }

  /** That many minutes. */
  public static BarSize ofMinutes(int minutes) {
    return new BarSize(minutes, Unit.MINUTE);
  }

  /** That many hours. */
  public static BarSize ofHours(int hours) {
    return new BarSize(hours, Unit.HOUR);
  }

  /** That many days. */
  public static BarSize ofDays(int days) {
    return new BarSize(days, Unit.DAY);
  }

  /** One calendar month. */
  public static BarSize ofMonth() {
    return new BarSize(1, Unit.MONTH);
  }

  /**
   * The size that a text names: a number and {@code s}, {@code m}, {@code h}, {@code d}, {@code w} or {@code mo}, for example
   * {@code 5m}, {@code 1h} or {@code 1mo}.
   *
   * @throws InvalidInputException when the text has another form or names a size that is too short or too long
   */
  public static BarSize parse(String text) {
    Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new InvalidInputException("bar size '" + text
          + "' is not a number followed by s, m, h, d, w or mo, such as 5m or 1h");
    }
    int number = Integer.parseInt(matcher.group(1));
    String suffix = matcher.group(2);
    if (suffix.equals("w")) {
      return new BarSize(Math.min(number, LONGEST_SECONDS) * 7, Unit.DAY);
    }
    for (Unit unit : Unit.values()) {
      if (unit.suffix.equals(suffix)) {
        return new BarSize(number, unit);
      }
    }
    throw new IllegalStateException(suffix);
  }

  /** Whether it is a calendar month, whose length varies. */
  public boolean isMonth() {
    return unit == Unit.MONTH;
  }

  /**
   * The length in UTC.
   *
   * @throws InvalidInputException for a calendar month, which has no fixed length
   */
  public Duration toDuration() {
    if (isMonth()) {
      throw new InvalidInputException("a calendar month has no fixed length");
    }
    return Duration.ofSeconds((long) count * unit.seconds);
  }

  /** The form that {@link #parse} reads, for example {@code 5m}. */
  @Override
  public String toString() {
    return count + unit.suffix;
  }

  private static Unit largestUnit(long seconds) {
    Unit largest = Unit.SECOND;
    for (Unit unit : Unit.values()) {
      if (unit != Unit.MONTH && seconds % unit.seconds == 0) {
        largest = unit;
      }
    }
    return largest;
  }
}
