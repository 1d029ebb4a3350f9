package io.entasis.error;

import java.util.List;

/** Settings that contradict each other or cannot be used. Fix the setup; all mistakes that were found are listed at once. */
public final class InvalidConfigurationException extends EntasisException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  /** With one sentence for each mistake. */
  public InvalidConfigurationException(List<String> problems) {
    super(message(problems));
    this.problems = List.copyOf(problems);
  }

  /** With one sentence for each mistake, and the failure that showed it. */
  public InvalidConfigurationException(List<String> problems, Throwable cause) {
    super(message(problems), cause);
    this.problems = List.copyOf(problems);
  }

  /** One sentence for each mistake, in the order they were found. */
  public List<String> problems() {
    return problems;
  }

  private static String message(List<String> problems) {
    return "invalid configuration: " + String.join("; ", problems);
  }
}
