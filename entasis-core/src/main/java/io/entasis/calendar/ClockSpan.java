package io.entasis.calendar;

import io.entasis.error.InvalidInputException;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/**
 * From one time of day to another, on the clock of an exchange. The end is not included.
 *
 * @param from where it begins, a whole minute
 * @param to where it ends, a whole minute; at or before {@code from} it is meant on the following day
 */
public record ClockSpan(LocalTime from, LocalTime to) {

  /**
   * Checks the times.
   *
   * @throws InvalidInputException when one is no whole minute
   */
  public ClockSpan {
    requireMinute(from);
    requireMinute(to);
  }

  /** Notation of tables, for example {@code 09:30-16:00}. */
  @Override
  public String toString() {
    return from + "-" + to;
  }

  static void requireMinute(LocalTime time) {
    if (!time.truncatedTo(ChronoUnit.MINUTES).equals(time)) {
      throw new InvalidInputException(
          "the time " + time + " is no whole minute, as sessions begin and end");
    }
  }
}
