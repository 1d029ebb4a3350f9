package io.entasis.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

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
   * processes are locked.
   */
  void removeAbandoned() {
    String own = SERVER + ProcessHandle.current().pid() + "-";
    try (DirectoryStream<Path> servers = Files.newDirectoryStream(path, SERVER + "*")) {
      for (Path server : servers) {
        // Looking at a lock of this process would release it.
        if (!server.getFileName().toString().startsWith(own) && ServerFolder.isAbandoned(server)) {
          new Postmaster(server.resolve("data")).kill();
          delete(server);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot clean " + path, e);
    }
  }

  /** Deletes a folder and what is in it. What vanishes meanwhile is none of our concern. */
  static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(folder)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : all) {
      Files.deleteIfExists(file);
    }
  }
}
