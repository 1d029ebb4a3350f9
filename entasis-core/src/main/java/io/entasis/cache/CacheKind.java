package io.entasis.cache;

/** What can be kept in the cache. Every other question goes to the database. */
public enum CacheKind {
  /** The latest tick of one symbol, asked without further conditions: {@code ticks().of(symbol).findLatest()}. */
  LATEST_TICK,
  /**
   * An option chain: {@code chains().on(underlying)…find()} and {@code get()}, each question for itself. One as of now is that of an
   * instant no longer ago than the staleness bound, which it tells itself.
   */
  CHAIN,
  /** The bars of a range that has passed: {@code bars().of(…).during(range)…list()}, each question for itself. */
  BARS,
  /**
   * The latest prediction about one symbol, by any model or by one, asked without further conditions:
   * {@code predictions().about(symbol).findLatest()} and {@code predictions().by(model).about(symbol).findLatest()}.
   */
  LATEST_PREDICTION,
  /** The latest snapshot of one user, asked without further conditions: {@code portfolios().of(user).findLatest()}. */
  LATEST_SNAPSHOT;

  /** Whether answers are made of many rows and so are worth reading again before somebody asks. */
  public boolean isAggregate() {
    return this == CHAIN || this == BARS;
  }
}
