package io.entasis.archive;

import io.entasis.testkit.S3Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One S3 server for all tests of this JVM. */
final class S3Servers {

  private static final S3Server SHARED = start();

  private S3Servers() {}

  static S3Server shared() {
    return SHARED;
  }

  private static S3Server start() {
    String jar = System.getProperty("entasis.test.s3proxy", "target/s3proxy/s3proxy.jar");
    try {
      return S3Server.start(Path.of(jar), folder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In the build folder, which is cleaned. */
  private static Path folder() throws IOException {
    return Files.createTempDirectory(Files.createDirectories(Path.of("target", "s3")), "server-");
  }
}
