package io.entasis.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A folder of the user for the unpacked binaries and the temporary servers. One user's files cannot
 * stand in the way of another's.
 *
 * @param path the folder
 */
record WorkFolder(Path path) {

  private static final String SERVER = "server-";

  /**
   * The folder of this user below {@code java.io.tmpdir}, made when it is missing, closed to
   * others.
   */
  static WorkFolder ofUser() {
    String user = System.getProperty("user.name").replaceAll("[^A-Za-z0-9_-]", "_");
    Path path =
        Path.of(System.getProperty("java.io.tmpdir"), "entasis-testkit-" + user).toAbsolutePath();
    try {
      Files.createDirectories(path);
      if (Files.getFileAttributeView(path, PosixFileAttributeView.class) != null) {
        // Fails when the folder is somebody else's.
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
      }
      return new WorkFolder(path);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot use " + path + "; another java.io.tmpdir would help", e);
    }
  }

  Path binaries() {
    return path.resolve("binaries");
  }

  /** A new folder for a temporary server. */
  ServerFolder newServer() {
    return ServerFolder.open(
        path.resolve(SERVER + ProcessHandle.current().pid() + "-" + UUID.randomUUID()), true);
  }

  /**
   * Deletes the servers of processes that were killed; theirs may even run still. Those of living
   * processes are locked. Another process may be at it too, and what cannot be deleted now can be
   * another time.
   */
  void removeAbandoned() {
    String own = SERVER + ProcessHandle.current().pid() + "-";
    try (DirectoryStream<Path> servers = Files.newDirectoryStream(path, SERVER + "*")) {
      for (Path server : servers) {
        // Looking at a lock of this process would release it.
        if (!server.getFileName().toString().startsWith(own) && ServerFolder.isAbandoned(server)) {
          tryToRemove(server);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw new UncheckedIOException("cannot clean " + path, e.getCause());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot clean " + path, e);
    }
  }

  private static void tryToRemove(Path server) {
    try {
      new Postmaster(server.resolve("data")).kill();
      delete(server);
    } catch (IOException | UncheckedIOException e) {
      // Who looks next finds it abandoned again.
    }
  }

  /** Deletes a folder and what is in it. What vanishes meanwhile is none of our concern. */
  static void delete(Path folder) throws IOException {
    Files.walkFileTree(folder, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
          throws IOException {
        Files.deleteIfExists(file);
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
        if (failure instanceof NoSuchFileException) {
          return FileVisitResult.CONTINUE;
        }
        throw failure;
      }

      @Override
      public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
          throws IOException {
        if (failure != null && !(failure instanceof NoSuchFileException)) {
          throw failure;
        }
        Files.deleteIfExists(directory);
        return FileVisitResult.CONTINUE;
      }
    });
  }
}
