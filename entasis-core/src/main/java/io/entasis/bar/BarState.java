package io.entasis.bar;

/** Whether the time of a bar has passed. */
public enum BarState {
  /** The end of the bar was reached when it was built. Ticks that arrive late can still change it. */
  FINAL,
  /** The bar was still open when it was built. */
  PROVISIONAL
}
