package io.entasis.internal.lifecycle;

import io.entasis.partition.StepResult.Outcome;

/**
 * How a step ended that did not fail.
 *
 * @param outcome how
 * @param detail what was done, or why it was not
 */
record Ended(Outcome outcome, String detail) {

  static Ended done(String detail) {
    return new Ended(Outcome.DONE, detail);
  }

  static Ended notNeeded(String detail) {
    return new Ended(Outcome.NOT_NEEDED, detail);
  }

  static Ended leftOut(String detail) {
    return new Ended(Outcome.LEFT_OUT, detail);
  }
}
