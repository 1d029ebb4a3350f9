package io.entasis.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The main process of a server, known by the file it keeps in its data folder.
 *
 * @param data the data folder
 */
record Postmaster(Path data) {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long POLL_NANOS = 2_000_000;

  /** Whether the server runs, or left its file behind in a crash. */
  boolean hasFile() {
    return Files.exists(file());
  }

  /**
   * Kills it together with its children, waits until they are gone, and removes the file. Does
   * nothing when it does not run.
   */
  void kill() {
    try {
      process().ifPresent(Postmaster::killAll);
      Files.deleteIfExists(file());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot kill the server in " + data, e);
    }
  }

  private static void killAll(ProcessHandle postmaster) {
    List<ProcessHandle> processes =
        Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
    processes.forEach(ProcessHandle::destroyForcibly);
    long start = System.nanoTime();
    while (processes.stream().anyMatch(Postmaster::isServer)) {
      if (System.nanoTime() - start > PATIENCE.toNanos()) {
        throw new IllegalStateException(
            "the server does not die; its process is " + postmaster.pid());
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private Optional<ProcessHandle> process() throws IOException {
    if (!hasFile()) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file());
    return lines.isEmpty()
        ? Optional.empty()
        : ProcessHandle.of(Long.parseLong(lines.get(0).trim()))
            .filter(process -> isServer(process) && isOurs(process));
  }

  /**
   * Numbers of processes are used again; the server of this folder names it among its arguments.
   */
  private boolean isOurs(ProcessHandle process) {
    return process
        .info()
        .arguments()
        .map(all -> List.of(all).contains(data.toString()))
        .orElse(true);
  }

  /** A process that is dead but not yet collected by its parent shows no command any more. */
  private static boolean isServer(ProcessHandle process) {
    return process.isAlive()
        && process
            .info()
            .command()
            .filter(command -> command.contains("postgres"))
            .isPresent();
  }

  private Path file() {
    return data.resolve("postmaster.pid");
  }
}
