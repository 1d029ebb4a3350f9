package io.entasis.conformance.partition;

import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAmount;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until it is moved. */
final class MovingClock extends Clock {

  private final AtomicReference<Instant> now;

  MovingClock(String now) {
    this.now = new AtomicReference<>(Instant.parse(now));
  }

  void set(String instant) {
    now.set(Instant.parse(instant));
  }

  void advance(TemporalAmount by) {
    now.updateAndGet(instant -> instant.atOffset(ZoneOffset.UTC).plus(by).toInstant());
  }

  void advanceDays(int days) {
    advance(Period.ofDays(days));
  }

  @Override
  public Instant instant() {
    return Objects.requireNonNull(now.get());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
