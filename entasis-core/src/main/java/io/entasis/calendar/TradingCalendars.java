package io.entasis.calendar;

import io.entasis.error.NotFoundException;
import java.util.List;

/**
 * The calendars that come with the library, for the days from 2010-01-01 to 2027-12-31. Days of the future are those that had been
 * announced by July 2026, or follow from the rules of their exchange. Another day or other hours take a calendar of your own:
 * {@link TradingCalendar#builder}.
 *
 * <p>A session is {@code [open, close)}: a trade that is printed at the close or after it, as many closing auctions are, lies outside of
 * regular hours.
 */
public final class TradingCalendars {

  /** New York Stock Exchange: equities, 09:30 to 16:00; extended 04:00 to 20:00, the hours of the consolidated tape. */
  public static final TradingCalendar XNYS = CalendarFile.read("XNYS");

  /** Nasdaq: equities, 09:30 to 16:00; extended 04:00 to 20:00, the hours of the consolidated tape. */
  public static final TradingCalendar XNAS = CalendarFile.read("XNAS");

  /**
   * Chicago Mercantile Exchange: equity index futures on Globex, from 17:00 of the day before to 16:00, with the halts and ends that held
   * earlier. A session belongs to the day on which it ends: Monday's opens on Sunday evening. A short session on a holiday of the stock
   * market is a day of its own, although the exchange clears its trades with the next day.
   */
  public static final TradingCalendar XCME = CalendarFile.read("XCME");

  /** London Stock Exchange: continuous trading, 08:00 to 16:30. */
  public static final TradingCalendar XLON = CalendarFile.read("XLON");

  /** Tokyo Stock Exchange: 09:00 to 15:30 since 2024-11-05 and to 15:00 before, with a break at noon. */
  public static final TradingCalendar XTKS = CalendarFile.read("XTKS");

  /** Korea Exchange: stocks, 09:00 to 15:30 since 2016-08-01 and to 15:00 before. */
  public static final TradingCalendar XKRX = CalendarFile.read("XKRX");

  private static final List<TradingCalendar> ALL = List.of(XNYS, XNAS, XCME, XLON, XTKS, XKRX);

  private TradingCalendars() {}

  /** All of them. */
  public static List<TradingCalendar> all() {
    return ALL;
  }

  /**
   * The calendar of an exchange.
   *
   * @param mic its market identifier code (ISO 10383), for example {@code XNYS}
   * @throws NotFoundException when there is none
   */
  public static TradingCalendar of(String mic) {
    return ALL.stream()
        .filter(calendar -> calendar.name().equals(mic))
        .findFirst()
        .orElseThrow(() -> new NotFoundException(
            "no calendar comes with the library for the market " + mic + "; it has " + ALL));
  }
}
