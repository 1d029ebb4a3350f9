package io.entasis.internal.option;

import io.entasis.error.InvalidInputException;
import io.entasis.internal.read.TimeBounds;
import io.entasis.market.TimeRange;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;

/**
 * The expiries that are asked for: all, those of a range, or those within a period after the instant of the chain.
 *
 * @param range the range
 * @param period the period
 */
record Expiries(Optional<TimeRange> range, Optional<Period> period) {

  static final Expiries ALL = new Expiries(Optional.empty(), Optional.empty());

  Expiries at(Instant expiry) {
    Instant exact = TimeBounds.storable(expiry);
    return during(TimeRange.of(exact, exact.plus(1, ChronoUnit.MICROS)));
  }

  Expiries during(TimeRange wanted) {
    requireUnset();
    return new Expiries(Optional.of(wanted), period);
  }

  Expiries within(Period wanted) {
    requireUnset();
    if (wanted.isNegative()) {
      throw new InvalidInputException(
          "the period up to the expiry is " + wanted + ", none of its parts may be negative");
    }
    return new Expiries(range, Optional.of(wanted));
  }

  /** The expiries as conditions on a column, all of them after the instant of the chain. */
  List<Condition> on(Field<Instant> expiry, Instant asOf) {
    List<Condition> conditions = new ArrayList<>();
    conditions.add(expiry.gt(asOf));
    range.ifPresent(wanted -> {
      conditions.addAll(TimeBounds.NONE.during(wanted).on(expiry));
    });
    period.ifPresent(wanted -> conditions.add(expiry.le(end(asOf, wanted))));
    return conditions;
  }

  /** On the calendar in UTC; a period that leaves it ends with all that can be stored. */
  private static Instant end(Instant asOf, Period period) {
    try {
      return TimeBounds.storable(asOf.atOffset(ZoneOffset.UTC).plus(period).toInstant());
    } catch (DateTimeException e) {
      return TimeBounds.storable(Instant.MAX);
    }
  }

  private void requireUnset() {
    if (range.isPresent() || period.isPresent()) {
      throw new InvalidInputException("the expiry is given twice");
    }
  }
}
