package io.entasis.examples;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.function.Function;

/** Numbers as the axes of a chart show them. */
final class Amounts {

  private static final DecimalFormatSymbols SYMBOLS = DecimalFormatSymbols.getInstance(Locale.ROOT);
  private static final String[] UNITS = {"", "K", "M", "B", "T"};
  private static final int DIGITS = 5;

  private Amounts() {}

  /** All with that many decimals. */
  static Function<Double, String> withDecimals(int decimals) {
    String pattern = decimals == 0 ? "#,##0" : "#,##0." + "0".repeat(decimals);
    DecimalFormat format = new DecimalFormat(pattern, SYMBOLS);
    format.setRoundingMode(RoundingMode.HALF_UP);
    return format::format;
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
