package io.entasis.portfolio;

/** When the cash flows of a period count. */
public enum FlowTiming {
  /** At its end: they earned nothing in it, r = (V₁ - F) / V₀ - 1. */
  END,
  /** At its start: they earned all of it, r = V₁ / (V₀ + F) - 1. */
  START
}
