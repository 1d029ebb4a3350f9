package io.entasis.examples;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as the axes of a chart show them. */
final class Amounts {

  private static final String[] UNITS = {"", "K", "M", "B", "T"};
  private static final int DIGITS = 5;

  private Amounts() {}

  /** With that many decimals, and commas between the thousands. */
  static String withDecimals(double amount, int decimals) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", amount);
  }

  /** In thousands (K), millions (M), billions (B) or trillions (T). */
  static String inUnits(double amount) {
    int unit = 0;
    double scaled = amount;
    while (Math.abs(scaled) >= 1_000 && unit < UNITS.length - 1) {
      scaled /= 1_000;
      unit++;
    }
    BigDecimal rounded = new BigDecimal(scaled, new MathContext(DIGITS)).stripTrailingZeros();
    return rounded.toPlainString() + UNITS[unit];
  }
}
