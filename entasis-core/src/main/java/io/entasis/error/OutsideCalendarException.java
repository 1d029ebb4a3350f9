package io.entasis.error;

import java.time.LocalDate;

/**
 * A trading calendar was asked about a day that it does not cover. Ask about days that it covers, or bring a calendar that covers more.
 */
public final class OutsideCalendarException extends InvalidInputException {

  private static final long serialVersionUID = 1L;

  private final String calendar;
  private final LocalDate first;
  private final LocalDate last;

  /** With the day that was asked about, the calendar, and the first and last day that it covers. */
  public OutsideCalendarException(
      LocalDate asked, String calendar, LocalDate first, LocalDate last) {
    super("the calendar " + calendar + " covers " + first + " to " + last + ", not " + asked);
    this.calendar = calendar;
    this.first = first;
    this.last = last;
  }

  /** The name of the calendar. */
  public String calendar() {
    return calendar;
  }

  /** The first day that it covers. */
  public LocalDate first() {
    return first;
  }

  /** The last day that it covers. */
  public LocalDate last() {
    return last;
  }
}
