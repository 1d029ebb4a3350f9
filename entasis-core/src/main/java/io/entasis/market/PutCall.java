package io.entasis.market;

/** The two kinds of option. */
public enum PutCall {
  /** The right to buy at the strike. */
  CALL,
  /** The right to sell at the strike. */
  PUT;

  /** The other kind. */
  public PutCall opposite() {
    return this == CALL ? PUT : CALL;
  }
}
