package io.entasis.internal.change;

import io.entasis.error.OutcomeUnknownException;
import java.util.List;
import java.util.function.Supplier;

/** Is told what this process has committed. Safe for use by several threads. */
@FunctionalInterface
public interface ChangeListener {

  /** Does not listen. */
  ChangeListener NOBODY = changes -> {};

  /** Takes note of what was committed, or may have been. */
  void committed(List<Change> changes);

  /** Runs what commits the changes; tells of them unless it is certain that they were rolled back. */
  default <R> R committing(List<Change> changes, Supplier<R> commit) {
    try {
      R result = commit.get();
      committed(changes);
      return result;
    } catch (OutcomeUnknownException e) {
      committed(changes);
      throw e;
    }
  }
}
