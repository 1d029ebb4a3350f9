package io.entasis.internal.archive;

import io.entasis.internal.archive.store.FileErrors;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where files stand while they are written or after they were fetched, a folder for each call.
 *
 * @param root the folder that holds them
 */
public record WorkFolder(Path root) {

  private static final String PREFIX = "entasis-archive-";

  /** A new folder for a call. */
  Desk open() {
    try {
      Files.createDirectories(root);
      return new Desk(Files.createTempDirectory(root, PREFIX));
    } catch (IOException e) {
      throw FileErrors.translate("making a work folder in " + root, e);
    }
  }

  /** Removes the folders of calls that died, and that were last changed before the instant. */
  List<URI> discard(Instant before) {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    List<URI> discarded = new ArrayList<>();
    try (Stream<Path> folders = Files.list(root)) {
      for (Path folder : folders.toList()) {
        if (folder.getFileName().toString().startsWith(PREFIX) && isOlder(folder, before)) {
          new Desk(folder).close();
          discarded.add(folder.toUri());
        }
      }
    } catch (IOException e) {
      throw FileErrors.translate("tidying " + root, e);
    }
    return discarded;
  }

  private static boolean isOlder(Path folder, Instant before) throws IOException {
    try {
      return Files.getLastModifiedTime(folder).toInstant().isBefore(before);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /**
   * The folder of one call; closing it removes it with all its files.
   *
   * @param folder the folder
   */
  record Desk(Path folder) implements AutoCloseable {

    /** A file of that name. */
    Path file(String name) {
      return folder.resolve(name);
    }

    @Override
    public void close() {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.deleteIfExists(file);
        }
        Files.deleteIfExists(folder);
      } catch (NoSuchFileException e) {
        // Somebody else has tidied up.
      } catch (IOException e) {
        throw FileErrors.translate("removing " + folder, e);
      }
    }
  }
}
