package io.entasis.option;

import io.entasis.error.InvalidInputException;
import io.entasis.market.PlainDecimal;
import java.math.BigDecimal;

/**
 * Options that are held.
 *
 * @param contract the contract
 * @param quantity number of contracts; negative when sold
 * @param multiplier units of the underlying in one contract, above zero: 100 for US equities, often 1 for digital assets
 */
public record OptionPosition(OptionContract contract, BigDecimal quantity, BigDecimal multiplier) {

  /**
   * Checks the multiplier, and drops trailing zeros.
   *
   * @throws InvalidInputException when it is not above zero
   */
  public OptionPosition {
    if (multiplier.signum() <= 0) {
      throw new InvalidInputException(
          "the multiplier is " + multiplier + ", it must be above zero");
    }
    quantity = PlainDecimal.of(quantity);
    multiplier = PlainDecimal.of(multiplier);
  }

  /** Units of the underlying that it is about: quantity × multiplier. */
  public BigDecimal units() {
    return quantity.multiply(multiplier);
  }
}
