package io.entasis.internal.option;

import io.entasis.error.InvalidInputException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;

/**
 * The strikes that are asked for: all, those of a range, or a number of them around a price.
 *
 * @param range the range
 * @param around the price and the number
 */
record Strikes(Optional<Range> range, Optional<Around> around) {

  static final Strikes ALL = new Strikes(Optional.empty(), Optional.empty());

  private static final int HUNDREDTHS = 2;

  Strikes between(BigDecimal lowest, BigDecimal highest) {
    requireUnset();
    if (lowest.compareTo(highest) > 0) {
      throw new InvalidInputException(
          "the lowest strike, " + lowest + ", is above the highest, " + highest);
    }
    return new Strikes(Optional.of(new Range(lowest, highest)), around);
  }

  Strikes within(BigDecimal percent, BigDecimal price) {
    if (percent.signum() < 0) {
      throw new InvalidInputException(
          "the strikes are to be within " + percent + " percent, it must be zero or more");
    }
    BigDecimal distance = positive(price).multiply(percent).movePointLeft(HUNDREDTHS);
    return between(price.subtract(distance), price.add(distance));
  }

  Strikes around(BigDecimal price, int number) {
    requireUnset();
    if (number < 1) {
      throw new InvalidInputException(
          "the number of strikes around the price is " + number + ", it must be one or more");
    }
    return new Strikes(range, Optional.of(new Around(positive(price), number)));
  }

  /** The range as conditions on a column. */
  List<Condition> on(Field<BigDecimal> strike) {
    return range
        .map(wanted -> List.of(strike.ge(wanted.lowest()), strike.le(wanted.highest())))
        .orElse(List.of());
  }

  private void requireUnset() {
    if (range.isPresent() || around.isPresent()) {
      throw new InvalidInputException("the strikes are given twice");
    }
  }

  private static BigDecimal positive(BigDecimal price) {
    if (price.signum() <= 0) {
      throw new InvalidInputException(
          "the price that strikes are chosen by is " + price + ", it must be above zero");
    }
    return price;
  }

  /**
   * Strikes between two, both included.
   *
   * @param lowest the lowest
   * @param highest the highest
   */
  record Range(BigDecimal lowest, BigDecimal highest) {}

  /**
   * Strikes around a price.
   *
   * @param price the price
   * @param number how many at or below it, and how many above it
   */
  record Around(BigDecimal price, int number) {}
}
