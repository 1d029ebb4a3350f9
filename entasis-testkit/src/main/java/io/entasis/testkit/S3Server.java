package io.entasis.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A server that speaks S3, in a process of its own on a free port, keeping objects as files of a folder: s3proxy, from the jar that
 * bundles all it needs ({@code org.gaul:s3proxy}, classifier {@code jar-with-dependencies}). The jar is no dependency of the test
 * kit, since it is large and carries libraries of its own; a build that wants it copies it somewhere and says where.
 *
 * <pre>{@code
 * try (S3Server server = S3Server.start(Path.of("target/s3proxy.jar"), folder)) {
 *   String bucket = server.bucket("ticks");
 *   // server.endpoint(), path style, server.accessKey(), server.secretKey()
 * }
 * }</pre>
 *
 * <p>Safe for use by several threads.
 */
public final class S3Server implements AutoCloseable {

  private static final String ACCESS_KEY = "tester";
  private static final String SECRET_KEY = "secret-of-tester";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long POLL_NANOS = 20_000_000;
  private static final int TRIES = 3;

  private final Process process;
  private final Thread whenTheJvmEnds;
  private final int port;
  private final Path buckets;

  private S3Server(Process process, int port, Path buckets) {
    this.process = process;
    this.whenTheJvmEnds = new Thread(process::destroyForcibly);
    this.port = port;
    this.buckets = buckets;
    Runtime.getRuntime().addShutdownHook(whenTheJvmEnds);
  }

  /**
   * Starts one and waits until it answers.
   *
   * @param jar the jar of s3proxy with all its dependencies
   * @param folder a folder of its own, which stays when the server ends
   * @throws IllegalStateException when it does not start
   */
  public static S3Server start(Path jar, Path folder) {
    try {
      Path buckets = Files.createDirectories(folder.resolve("buckets"));
      for (int attempt = 1; attempt <= TRIES; attempt++) {
        int port = freePort();
        Process process = launch(jar, folder, port);
        if (answers(process, port)) {
          return new S3Server(process, port, buckets);
        }
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no S3 server can be started in " + folder, e);
    }
    throw new IllegalStateException("the S3 server does not start; see " + log(folder));
  }

  /** Where it listens. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** The port it listens on. */
  public int port() {
    return port;
  }

  /** The public half of the credentials it accepts. */
  public String accessKey() {
    return ACCESS_KEY;
  }

  /** The secret half of the credentials it accepts. */
  public String secretKey() {
    return SECRET_KEY;
  }

  /** Makes a bucket, unless there is one of that name, and returns the name. */
  public String bucket(String name) {
    try {
      Files.createDirectories(folder(name));
      return name;
    } catch (IOException e) {
      throw new UncheckedIOException("no bucket " + name + " can be made", e);
    }
  }

  /** The folder that keeps the objects of a bucket as files of the names of their keys. */
  public Path folder(String bucket) {
    return buckets.resolve(bucket);
  }

  /** Ends the server. Calling it again does nothing. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      Runtime.getRuntime().removeShutdownHook(whenTheJvmEnds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IllegalStateException e) {
      // The JVM is ending already.
    }
  }

  private static Process launch(Path jar, Path folder, int port) throws IOException {
    Path settings = folder.resolve("s3proxy.properties");
    Files.write(
        settings,
        List.of(
            "s3proxy.endpoint=http://127.0.0.1:" + port,
            "s3proxy.authorization=aws-v2-or-v4",
            "s3proxy.identity=" + ACCESS_KEY,
            "s3proxy.credential=" + SECRET_KEY,
            "jclouds.provider=filesystem-nio2",
            "jclouds.filesystem.basedir=" + folder.resolve("buckets").toAbsolutePath()));
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-jar",
            jar.toAbsolutePath().toString(),
            "--properties",
            settings.toAbsolutePath().toString())
        .redirectErrorStream(true)
        .redirectOutput(Redirect.to(log(folder).toFile()))
        .start();
  }

  private static boolean answers(Process process, int port) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (process.isAlive() && System.nanoTime() < end) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return socket.isConnected() && process.isAlive();
      } catch (IOException e) {
        LockSupport.parkNanos(POLL_NANOS);
      }
    }
    return false;
  }

  private static Path log(Path folder) {
    return folder.resolve("s3proxy.log");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
