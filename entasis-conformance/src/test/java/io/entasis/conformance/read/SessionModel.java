package io.entasis.conformance.read;

import io.entasis.bar.Bar;
import io.entasis.bar.BarSize;
import io.entasis.calendar.TradingCalendar;
import io.entasis.calendar.TradingSession;
import io.entasis.conformance.read.BarModel.Bucket;
import io.entasis.market.TimeRange;
import io.entasis.tick.Tick;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Bars of sessions as plain Java lists them, session by session.
 *
 * @param calendar the sessions
 * @param size length of a bar; one day is a session
 */
record SessionModel(TradingCalendar calendar, BarSize size) {

  List<Bar> bars(List<Tick> arrived) {
    return BarModel.bars(arrived, this::bucketOf);
  }

  /** The buckets of the sessions of those days, in order. */
  List<Bucket> buckets(LocalDate from, LocalDate to) {
    List<Bucket> buckets = new ArrayList<>();
    calendar.sessions(from, to).forEach(session -> buckets.addAll(bucketsOf(session)));
    return buckets;
  }

  private Optional<Bucket> bucketOf(Instant instant) {
    LocalDate day = instant.atZone(calendar.zone()).toLocalDate();
    return calendar.sessions(day, day.plusDays(2)).stream()
        .filter(session -> session.contains(instant))
        .flatMap(session -> bucketsOf(session).stream())
        .filter(bucket -> TimeRange.of(bucket.start(), bucket.end()).contains(instant))
        .findFirst();
  }

  private List<Bucket> bucketsOf(TradingSession session) {
    if (size.equals(BarSize.ofDays(1))) {
      return List.of(new Bucket(session.open(), session.close()));
    }
    List<Bucket> buckets = new ArrayList<>();
    for (TimeRange phase : session.phases()) {
      for (Instant start = phase.from(); start.isBefore(phase.to()); ) {
        Instant end = start.plus(size.toDuration());
        end = end.isAfter(phase.to()) ? phase.to() : end;
        buckets.add(new Bucket(start, end));
        start = end;
      }
    }
    return buckets;
  }
}
