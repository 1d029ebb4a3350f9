package io.entasis.option;

import java.math.BigDecimal;

/** How far a strike lies from the forward price. All methods are pure and safe from any thread. */
public final class Moneyness {

  private Moneyness() {}

  /**
   * Log-moneyness ln(K/F): zero at the forward, negative below it, without a unit (J. Gatheral, The Volatility Surface, 2006).
   *
   * @throws io.entasis.error.InvalidInputException when strike or forward is not above zero
   */
  public static double log(BigDecimal strike, BigDecimal forward) {
    AtTheMoney.requirePositive("strike", strike);
    AtTheMoney.requirePositive("forward", forward);
    return StrictMath.log(strike.doubleValue() / forward.doubleValue());
  }
}
