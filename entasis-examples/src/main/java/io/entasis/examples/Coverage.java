package io.entasis.examples;

import io.entasis.market.TimeRange;
import io.entasis.tick.Tick;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which symbols and times went by. What can never be stored does not count. */
final class Coverage {

  private final TimeRange storable;
  private final SortedSet<String> symbols = new TreeSet<>();
  private String lastSymbol = "";
  private Instant first = Instant.MAX;
  private Instant last = Instant.MIN;

  Coverage(Clock clock) {
    storable = TimeRange.of(Instant.EPOCH, clock.instant().plus(Duration.ofDays(2)));
  }

  /** The same ticks, each noted when it goes by. */
  Iterator<Tick> noting(Iterator<Tick> ticks) {
    return new Iterator<>() {

      @Override
      public boolean hasNext() {
        return ticks.hasNext();
      }

      @Override
      public Tick next() {
        Tick tick = ticks.next();
        note(tick);
        return tick;
      }
    };
  }

  /** The symbols in alphabetical order. */
  SortedSet<String> symbols() {
    return symbols;
  }

  /** The whole days, in UTC, from the first tick to the last. There must have been one. */
  TimeRange days() {
    return TimeRange.between(day(first), day(last).plusDays(1));
  }

  private void note(Tick tick) {
    Instant time = tick.timestamp();
    if (tick.symbol().isEmpty() || !storable.contains(time)) {
      return;
    }
    if (!tick.symbol().equals(lastSymbol)) {
      lastSymbol = tick.symbol();
      symbols.add(lastSymbol);
    }
    first = time.isBefore(first) ? time : first;
    last = time.isAfter(last) ? time : last;
  }

  private static LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }
}
