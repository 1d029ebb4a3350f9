package io.entasis.internal.read;

import io.entasis.error.InvalidInputException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;

/**
 * Bounds of a number, both included, each of which can be set once.
 *
 * @param least the lowest number inside
 * @param most the highest number inside
 */
public record NumberBounds(Optional<BigDecimal> least, Optional<BigDecimal> most) {

  /** No bounds. */
  public static final NumberBounds NONE = new NumberBounds(Optional.empty(), Optional.empty());

  /** With a lowest number. */
  public NumberBounds atLeast(BigDecimal number, String name) {
    requireUnset(least, "the least " + name);
    return new NumberBounds(Optional.of(Objects.requireNonNull(number, name)), most);
  }

  /** With a highest number. */
  public NumberBounds atMost(BigDecimal number, String name) {
    requireUnset(most, "the greatest " + name);
    return new NumberBounds(least, Optional.of(Objects.requireNonNull(number, name)));
  }

  /** The bounds as conditions on a column. */
  public List<Condition> on(Field<BigDecimal> column) {
    List<Condition> conditions = new ArrayList<>();
    least.ifPresent(number -> conditions.add(column.ge(number)));
    most.ifPresent(number -> conditions.add(column.le(number)));
    return conditions;
  }

  private static void requireUnset(Optional<?> bound, String name) {
    if (bound.isPresent()) {
      throw new InvalidInputException(name + " is given twice");
    }
  }
}
