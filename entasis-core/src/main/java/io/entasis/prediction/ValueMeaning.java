package io.entasis.prediction;

/** What the value of a prediction says. It belongs to the type of the prediction and is declared by whoever asks. */
public enum ValueMeaning {
  /** The price at the target. */
  PRICE,
  /** The simple return from the making to the target as a fraction: 0.01 is one percent up. */
  RETURN,
  /** The direction of the move: above zero is up, below is down, zero says neither. */
  DIRECTION,
  /** The probability that the price is higher at the target than at the making, from 0 to 1. */
  PROBABILITY
}
