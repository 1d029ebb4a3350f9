package io.entasis.benchmarks.setup;

import io.entasis.testkit.TestServer;
import java.util.List;

/** A server with the settings that the published figures were taken with. */
public final class BenchmarkServer {

  private static final List<String> TOLD = List.of(
      "server_version",
      "shared_buffers",
      "max_wal_size",
      "synchronous_commit",
      "fsync",
      "full_page_writes",
      "autovacuum",
      "work_mem",
      "jit");

  private BenchmarkServer() {}

  /** Starts it; the caller closes it. Checkpoints happen only between the turns. */
  public static TestServer start() {
    return TestServer.embedded()
        .setting("shared_buffers", "2GB")
        .setting("max_wal_size", "16GB")
        .setting("checkpoint_timeout", "1h")
        .setting("synchronous_commit", "off")
        .setting("fsync", "on")
        .start();
  }

  /** The settings that matter, as the server tells them. */
  public static String settings(Database database) {
    List<String> told = TOLD.stream()
        .map(name -> name + " " + database.value("select current_setting('" + name + "')"))
        .toList();
    return "PostgreSQL " + String.join(", ", told);
  }
}
