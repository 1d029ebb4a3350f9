package io.entasis.internal.bar;

import io.entasis.error.InvalidInputException;
import io.entasis.market.TimeRange;
import java.time.Duration;
import java.time.Instant;

/** How far the close of a bar is carried. */
sealed interface FillLimit {

  /** The first instant that anything is stored for. */
  Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

  /** Longer than the longest bar exceeds its size, as by daylight saving. */
  Duration SLACK = Duration.ofDays(2);

  /** That many bars in a row. */
  static FillLimit ofBars(int bars) {
    if (bars < 1) {
      throw new InvalidInputException("a fill of " + bars + " bars fills nothing");
    }
    return new Bars(bars);
  }

  /** Bars that end no later than that. */
  static FillLimit ofAge(Duration age) {
    if (age.isNegative() || age.isZero()) {
      throw new InvalidInputException("a fill as old as " + age + " fills nothing");
    }
    return new Age(age);
  }

  /**
   * Whether a bar may be filled.
   *
   * @param bar the bar
   * @param last the last bar with ticks
   * @param number its number after that bar, from 1
   */
  boolean allows(TimeRange bar, TimeRange last, long number);

  /** An instant at or before which the last bar with ticks begins, for bars that begin at the instant or later to be filled. */
  Instant reach(Alignment alignment, Instant from);

  /** The instant so much earlier, no earlier than anything is stored for and, with sessions, than their calendar begins. */
  private static Instant back(Alignment alignment, Instant from, Duration length) {
    Instant earliest = alignment
        .sessions()
        .map(SessionBars::calendar)
        .map(calendar -> calendar.first().atStartOfDay(calendar.zone()).toInstant())
        .orElse(EARLIEST);
    return length.compareTo(Duration.between(earliest, from)) > 0 ? earliest : from.minus(length);
  }

  /**
   * A number of bars.
   *
   * @param bars how many in a row
   */
  record Bars(int bars) implements FillLimit {

    @Override
    public boolean allows(TimeRange bar, TimeRange last, long number) {
      return number <= bars;
    }

    @Override
    public Instant reach(Alignment alignment, Instant from) {
      return alignment
          .sessions()
          .map(sessions -> sessions.before(from, bars))
          .orElseGet(() ->
              back(alignment, from, alignment.longest().multipliedBy(bars + 1L).plus(SLACK)));
    }
  }

  /**
   * An age.
   *
   * @param age greatest time from the end of the last bar with ticks to the end of a filled one
   */
  record Age(Duration age) implements FillLimit {

    @Override
    public boolean allows(TimeRange bar, TimeRange last, long number) {
      return Duration.between(last.to(), bar.to()).compareTo(age) <= 0;
    }

    @Override
    public Instant reach(Alignment alignment, Instant from) {
      return age.compareTo(Duration.between(EARLIEST, from)) > 0
          ? back(alignment, from, Duration.between(EARLIEST, from))
          : back(alignment, from, age.plus(alignment.longest()).plus(SLACK));
    }
  }
}
