package io.entasis.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The hours of each day.
 *
 * @param first first day covered
 * @param last last day covered
 * @param weeks hours by weekday, by the day from which they hold until the next
 * @param closed days without trading
 * @param special days with hours of their own
 */
record TradingDays(
    LocalDate first,
    LocalDate last,
    NavigableMap<LocalDate, Map<DayOfWeek, SessionHours>> weeks,
    Set<LocalDate> closed,
    Map<LocalDate, SessionHours> special) {

  Optional<SessionHours> hoursOn(LocalDate day) {
    if (closed.contains(day)) {
      return Optional.empty();
    }
    SessionHours own = special.get(day);
    return own == null ? usualHoursOn(day) : Optional.of(own);
  }

  Optional<SessionHours> usualHoursOn(LocalDate day) {
    return Optional.ofNullable(weeks.floorEntry(day))
        .map(Map.Entry::getValue)
        .map(week -> week.get(day.getDayOfWeek()));
  }

  boolean hasExtended() {
    return Stream.concat(
            special.values().stream(),
            weeks.values().stream().flatMap(week -> week.values().stream()))
        .anyMatch(hours -> hours.extended().isPresent());
  }
}
