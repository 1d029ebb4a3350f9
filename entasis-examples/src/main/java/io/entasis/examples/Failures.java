package io.entasis.examples;

import io.entasis.error.EntasisException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Says in one line what failed. */
final class Failures {

  private Failures() {}

  static String inOneLine(Throwable failure) {
    return words(failure).strip().replaceAll("\\s*\\R\\s*", " ");
  }

  private static String words(Throwable failure) {
    if (failure instanceof FailedException || failure instanceof EntasisException) {
      return String.valueOf(failure.getMessage());
    }
    if (failure instanceof UncheckedIOException unchecked && unchecked.getCause() != null) {
      return words(unchecked.getCause());
    }
    if (failure instanceof NoSuchFileException missing) {
      return missing.getFile() + " does not exist";
    }
    if (failure instanceof AccessDeniedException denied) {
      return denied.getFile() + " may not be used";
    }
    if (failure instanceof FileAlreadyExistsException taken) {
      return taken.getFile() + " is a file, not a folder";
    }
    if (failure instanceof NotDirectoryException file) {
      return file.getFile() + " is not a folder";
    }
    if (failure instanceof IOException && failure.getMessage() != null) {
      return failure.getMessage();
    }
    return "unexpected failure, please report it: " + failure;
  }
}
