package io.entasis.archive;

import io.entasis.error.InvalidInputException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A setting that is made once. For one thread.
 *
 * @param <T> what is set
 */
final class Once<T> {

  private final String name;
  private @Nullable T value;

  Once(String name) {
    this.name = name;
  }

  void set(T given) {
    if (value != null) {
      throw new InvalidInputException("the " + name + " is set already");
    }
    value = given;
  }

  Optional<T> get() {
    return Optional.ofNullable(value);
  }
}
