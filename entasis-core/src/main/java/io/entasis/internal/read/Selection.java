package io.entasis.internal.read;

import io.entasis.error.InvalidInputException;
import io.entasis.internal.copy.StorableText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.Field;

/**
 * Names that are asked for; all of them when none is given.
 *
 * @param names different names, in the order they were given
 */
public record Selection(List<String> names) {

  /** Every name. */
  public static final Selection ALL = new Selection(List.of());

  /** Copies the names. */
  public Selection {
    names = List.copyOf(names);
  }

  /**
   * These names.
   *
   * @param what what they name, for messages
   */
  public static Selection of(Collection<String> names, String what) {
    if (names.isEmpty()) {
      throw new InvalidInputException("no " + what + " is given");
    }
    names.forEach(name -> checked(name, what));
    return new Selection(List.copyOf(new LinkedHashSet<>(names)));
  }

  /** These names. */
  public static Selection of(String what, String first, String... more) {
    List<String> names = new ArrayList<>();
    names.add(first);
    names.addAll(Arrays.asList(more));
    return of(names, what);
  }

  /** Whether every name is asked for. */
  public boolean isAll() {
    return names.isEmpty();
  }

  /** The same as these names, where they were not restricted before. */
  public Selection restrictedTo(Selection other, String what) {
    if (!isAll()) {
      throw new InvalidInputException("the " + what + "s are given twice");
    }
    return other;
  }

  /** The names as conditions on a column. */
  public List<Condition> on(Field<String> column) {
    return switch (names.size()) {
      case 0 -> List.of();
      case 1 -> List.of(column.eq(names.get(0)));
      default -> List.of(column.in(names));
    };
  }

  /** The name, if it may be asked for. */
  public static String checked(String name, String what) {
    Objects.requireNonNull(name, what);
    if (!StorableText.check(name)) {
      throw new InvalidInputException(
          "the " + what + " holds NUL or half of a surrogate pair, which nothing stored can hold");
    }
    return name;
  }
}
