package io.entasis.internal.archive;

import java.util.Optional;

/**
 * The database whose partitions an archive keeps; in one store there may be those of several by mistake.
 *
 * @param name what its owner calls it, or nothing
 */
public record Origin(Optional<String> name) {

  /** Why an entry of that origin is none of this archive, in words; nothing when it is one. */
  Optional<String> objection(Origin found) {
    return found.equals(this)
        ? Optional.empty()
        : Optional.of("it is of " + found + ", and this archive was opened for " + this);
  }

  @Override
  public String toString() {
    return name.map(known -> "the origin " + known).orElse("no named origin");
  }
}
