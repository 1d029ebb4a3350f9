package io.entasis.internal.archive.store;

import io.entasis.error.AccessDeniedException;
import io.entasis.error.EntasisException;
import io.entasis.error.NotFoundException;
import io.entasis.partition.ArchiveCancelledException;
import io.entasis.partition.ArchiveUnreachableException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.NoSuchFileException;

/** What failures of files mean for the caller. */
public final class FileErrors {

  private FileErrors() {}

  /** The exception for a failure while doing something, for example {@code writing market_data/x}. */
  public static EntasisException translate(String doing, IOException failure) {
    if (failure instanceof ClosedByInterruptException) {
      return new ArchiveCancelledException(doing + " was interrupted");
    }
    if (failure instanceof NoSuchFileException) {
      return new NotFoundException(doing + " failed: there is no such file");
    }
    if (failure instanceof java.nio.file.AccessDeniedException) {
      return new AccessDeniedException(doing + " is not allowed", failure);
    }
    return new ArchiveUnreachableException(doing + " failed: " + failure.getMessage(), failure);
  }
}
