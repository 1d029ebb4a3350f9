package io.entasis.calendar;

import io.entasis.error.InvalidInputException;
import io.entasis.market.TimeRange;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The session of one trading day.
 *
 * @param day the trading day; a session that opens the evening before belongs to the day on which it ends
 * @param phases when it trades, in order; what lies between two phases is a break
 */
public record TradingSession(LocalDate day, List<TimeRange> phases) {

  /**
   * Copies the phases and checks their order.
   *
   * @throws InvalidInputException when there is none, when one is empty, or when one begins before the one before it has ended
   */
  public TradingSession {
    phases = List.copyOf(phases);
    if (phases.isEmpty()) {
      throw new InvalidInputException("the session of " + day + " has no phase");
    }
    for (int i = 0; i < phases.size(); i++) {
      if (phases.get(i).isEmpty()
          || (i > 0 && phases.get(i).from().isBefore(phases.get(i - 1).to()))) {
        throw new InvalidInputException(
            "the phases of the session of " + day + " do not follow each other");
      }
    }
  }

  /** When it opens. */
  public Instant open() {
    return phases.get(0).from();
  }

  /** When it closes; the first instant after it. */
  public Instant close() {
    return phases.get(phases.size() - 1).to();
  }

  /** From its opening to its close, breaks included. */
  public TimeRange range() {
    return TimeRange.of(open(), close());
  }

  /** Its breaks, in order. */
  public List<TimeRange> breaks() {
    List<TimeRange> breaks = new ArrayList<>();
    for (int i = 1; i < phases.size(); i++) {
      breaks.add(TimeRange.of(phases.get(i - 1).to(), phases.get(i).from()));
    }
    return breaks;
  }

  /** Whether it trades at the instant; it does not during its breaks. */
  public boolean contains(Instant instant) {
    return phases.stream().anyMatch(phase -> phase.contains(instant));
  }
}
