package io.entasis.internal.archive;

import io.entasis.error.EntasisException;
import io.entasis.internal.archive.parquet.UnreadableFileException;
import io.entasis.internal.archive.store.FileErrors;
import io.entasis.partition.ArchiveCorruptException;
import java.io.IOException;
import java.util.List;

/** What it means when an archived file could not be read to its end: only what is in it can be corrupt. */
final class ReadFailures {

  private ReadFailures() {}

  /** The exception for a failure while the file of that name was read. */
  static EntasisException translate(String name, IOException failure) {
    return failure instanceof UnreadableFileException unreadable
        ? FileErrors.translate("reading " + name, unreadable.reason())
        : new ArchiveCorruptException(
            name, List.of("it cannot be read: " + failure.getMessage()), failure);
  }
}
