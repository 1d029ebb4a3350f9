package io.entasis.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The folder of one embedded server, with its data and its log. Whoever has it open holds a lock
 * that ends with the process, so a folder without a locked one belongs to nobody.
 */
final class ServerFolder implements AutoCloseable {

  private static final String LOCK = "owner.lock";
  private static final Duration GRACE = Duration.ofMinutes(1);

  private final Path path;
  private final FileChannel lock;
  private final boolean temporary;

  private ServerFolder(Path path, FileChannel lock, boolean temporary) {
    this.path = path;
    this.lock = lock;
    this.temporary = temporary;
  }

  /**
   * Opens a folder, made when it is missing.
   *
   * @throws IllegalStateException when another server has it open
   */
  static ServerFolder open(Path path, boolean temporary) {
    try {
      Files.createDirectories(path);
      FileChannel lock =
          FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(lock)) {
        lock.close();
        throw new IllegalStateException("another server uses the folder " + path);
      }
      return new ServerFolder(path, lock, temporary);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use the folder " + path, e);
    }
  }

  /**
   * Whether the process that made this folder has ended. One that is just being made counts as in
   * use.
   */
  static boolean isAbandoned(Path path) {
    Path file = path.resolve(LOCK);
    try (FileChannel lock = FileChannel.open(file, StandardOpenOption.WRITE)) {
      Instant made = Files.getLastModifiedTime(file).toInstant();
      return made.isBefore(Instant.now().minus(GRACE)) && locked(lock);
    } catch (IOException e) {
      return false;
    }
  }

  Path data() {
    return path.resolve("data");
  }

  Path log() {
    return path.resolve("server.log");
  }

  /** The last lines the server wrote. */
  String endOfLog() {
    try {
      List<String> lines = Files.readAllLines(log());
      return String.join(
          System.lineSeparator(), lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    } catch (IOException e) {
      return "(no log)";
    }
  }

  /** Gives the folder up; a temporary one is deleted. */
  @Override
  public void close() {
    try {
      if (temporary) {
        WorkFolder.delete(path);
      }
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot give up the folder " + path, e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }
}
