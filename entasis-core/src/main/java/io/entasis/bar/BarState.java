package io.entasis.bar;

/** Whether the time of a bar has passed, and whether there are ticks in it. */
public enum BarState {
  /** The end of the bar was reached when it was built. Ticks that arrive late can still change it. */
  FINAL,
  /** The bar was still open when it was built. */
  PROVISIONAL,
  /**
   * The bar has no ticks: its prices are the close of a bar before it, its volume, notional and number of ticks are zero. That a filled bar was
   * still open shows in its end alone.
   */
  FILLED
}
