package io.entasis.internal.change;

import java.util.Arrays;
import java.util.Optional;

/** Tables whose changes are told. */
public enum ChangeKind {
  /** market_data, by symbol. */
  TICKS(1),
  /** option_data and option_contract, by underlying. */
  QUOTES(2),
  /** predictions, by symbol. */
  PREDICTIONS(3),
  /** portfolio_status, by user. */
  PORTFOLIOS(4);

  private final int code;

  ChangeKind(int code) {
    this.code = code;
  }

  /** Its number in change_log. */
  public int code() {
    return code;
  }

  /** The one with that number in change_log. */
  static Optional<ChangeKind> of(int code) {
    return Arrays.stream(values()).filter(kind -> kind.code == code).findFirst();
  }
}
