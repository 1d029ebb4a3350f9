package io.entasis.internal.archive.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Folders whose entries are on disk: a file that was moved is lost in a crash when its folder was not forced. */
final class DurableFolders {

  private static final boolean CAN_BE_FORCED =
      !System.getProperty("os.name", "").startsWith("Windows");

  private DurableFolders() {}

  /** Makes the folder and those above it that are missing. */
  static void make(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Path above = folder.getParent();
      make(above);
      Files.createDirectories(folder);
      force(above);
    }
  }

  /** Waits until the entries of the folder are on disk, where the system can tell. */
  static void force(Path folder) throws IOException {
    if (CAN_BE_FORCED) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
