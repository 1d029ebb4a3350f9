package io.entasis.conformance.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What is behind a failure. */
public final class Causes {

  private Causes() {}

  /** The failure of that type which the call throws, by itself or as a cause of another. */
  public static <T extends Throwable> T of(Class<T> type, ThrowingCallable call) {
    Throwable thrown = catchThrowable(call);
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return type.cast(cause);
      }
    }
    assertThat(thrown).as("a failure with that cause").isInstanceOf(type);
    throw new AssertionError("unreachable");
  }
}
