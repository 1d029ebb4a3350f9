package io.entasis.internal.archive.store;

import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** Calls to S3, tried again where that helps, with failures in the words of the archive. */
final class S3Calls {

  private final String address;
  private final Retries retries;

  S3Calls(String address, Retries retries) {
    this.address = address;
    this.retries = retries;
  }

  /** Does what nobody follows. */
  <T> T call(String verb, String key, Supplier<T> work) {
    return call(verb, key, Transfer.unwatched(), work);
  }

  /** Does a part of the transfer. */
  <T> T call(String verb, String key, Transfer transfer, Supplier<T> work) {
    String doing = verb + " " + address + key;
    return retries.run(doing, transfer, () -> once(doing, work));
  }

  /** Sends a part of a file; what its listener throws reaches the caller as it is. */
  <T> T sending(String verb, String key, FilePart part, Function<FilePart, T> work) {
    return call(verb, key, part.transfer(), () -> {
      try {
        return work.apply(part);
      } catch (SdkException | UncheckedIOException e) {
        throw part.stopped().orElse(e);
      }
    });
  }

  private static <T> T once(String doing, Supplier<T> work) {
    try {
      return work.get();
    } catch (SdkException e) {
      throw S3Errors.translate(doing, e);
    } catch (UncheckedIOException e) {
      throw FileErrors.translate(doing, Objects.requireNonNull(e.getCause()));
    }
  }
}
