package io.entasis.partition;

import io.entasis.error.EntasisException;
import java.util.List;

/**
 * What the store holds is not what was archived. While a partition is being archived nothing is published then, and it can be
 * archived again; of an entry that was published before, keep everything, and restore from another copy.
 */
public final class ArchiveCorruptException extends EntasisException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> differences;

  /** With the name of what is corrupt and one phrase for each difference; at least one. */
  public ArchiveCorruptException(String what, List<String> differences) {
    super(message(what, differences));
    this.differences = List.copyOf(differences);
  }

  /** With the name of what is corrupt, one phrase for each difference, and the failure that showed it. */
  public ArchiveCorruptException(String what, List<String> differences, Throwable cause) {
    super(message(what, differences), cause);
    this.differences = List.copyOf(differences);
  }

  /** What differs, for example {@code rows: 99 instead of 100}. */
  public List<String> differences() {
    return differences;
  }

  private static String message(String what, List<String> differences) {
    return what + " is corrupt: " + String.join("; ", differences);
  }
}
