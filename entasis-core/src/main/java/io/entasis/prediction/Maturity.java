package io.entasis.prediction;

/** Whether a prediction can be compared with what happened. */
public enum Maturity {
  /** Its target was reached, and there are prices at its making and at its target. */
  MATURED,
  /** Its target is still to come. */
  PENDING,
  /** Its target was reached, but a price is missing or too old. */
  UNPRICEABLE
}
