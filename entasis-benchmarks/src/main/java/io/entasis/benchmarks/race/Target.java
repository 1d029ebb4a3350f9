package io.entasis.benchmarks.race;

import java.util.Locale;

/**
 * Something the library promises itself.
 *
 * @param name what is measured
 * @param measured the figure
 * @param bound the figure it is held against
 * @param atLeast whether it must be at least the bound, or else at most
 */
public record Target(String name, double measured, double bound, boolean atLeast) {

  /** The figure must be this or more. */
  public static Target atLeast(double bound, String name, double measured) {
    return new Target(name, measured, bound, true);
  }

  /** The figure must be this or less. */
  public static Target atMost(double bound, String name, double measured) {
    return new Target(name, measured, bound, false);
  }

  /** Whether it is kept. */
  public boolean isMet() {
    return atLeast ? measured >= bound : measured <= bound;
  }

  /** One line. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%-6s %s: %.2f (%s %s)",
        isMet() ? "met" : "MISSED",
        name,
        measured,
        atLeast ? "at least" : "at most",
        Double.toString(bound));
  }
}
