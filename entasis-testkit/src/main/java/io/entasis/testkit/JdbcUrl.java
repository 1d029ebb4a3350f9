package io.entasis.testkit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.postgresql.Driver;

/**
 * A JDBC URL of PostgreSQL in its parts; prints as a URL again. User and password are kept apart
 * from it.
 *
 * @param authority hosts and ports, as in {@code localhost:5432}
 * @param database name of the database
 * @param parameters parameters of the driver, decoded
 */
record JdbcUrl(String authority, String database, SortedMap<String, String> parameters) {

  private static final String PREFIX = "jdbc:postgresql://";

  JdbcUrl {
    parameters = new TreeMap<>(parameters);
  }

  /**
   * Takes a URL apart. A user and a password in it are left out.
   *
   * @throws IllegalArgumentException when it is no URL of PostgreSQL; the message does not repeat
   *     it, for it may hold a password
   */
  static JdbcUrl parse(String url) {
    Properties parts = read(url);
    TreeMap<String, String> parameters = new TreeMap<>();
    parts.stringPropertyNames().stream()
        .filter(name -> !name.startsWith("PG") && !name.equals("user") && !name.equals("password"))
        .forEach(name -> parameters.put(name, parts.getProperty(name)));
    String[] hosts = parts.getProperty("PGHOST").split(",", -1);
    String[] ports = parts.getProperty("PGPORT").split(",", -1);
    StringBuilder authority = new StringBuilder();
    for (int i = 0; i < hosts.length; i++) {
      authority.append(i == 0 ? "" : ",").append(hosts[i]).append(':').append(ports[i]);
    }
    return new JdbcUrl(authority.toString(), parts.getProperty("PGDBNAME", "postgres"), parameters);
  }

  /** A parameter of a URL, such as its user; the other value when it has none. */
  static String parameter(String url, String name, String otherwise) {
    return read(url).getProperty(name, otherwise);
  }

  /** On this host and port, without parameters. */
  static JdbcUrl of(String host, int port, String database) {
    return new JdbcUrl(host + ":" + port, database, new TreeMap<>());
  }

  JdbcUrl withDatabase(String name) {
    return new JdbcUrl(authority, name, parameters);
  }

  JdbcUrl withAddress(String host, int port) {
    return new JdbcUrl(host + ":" + port, database, parameters);
  }

  JdbcUrl with(String parameter, String value) {
    TreeMap<String, String> all = new TreeMap<>(parameters);
    all.put(parameter, value);
    return new JdbcUrl(authority, database, all);
  }

  /** The host; the first when there are several. */
  String host() {
    String first = first();
    return first.substring(0, first.lastIndexOf(':'));
  }

  /** The port; the first when there are several. */
  int port() {
    String first = first();
    return Integer.parseInt(first.substring(first.lastIndexOf(':') + 1));
  }

  private String first() {
    return authority.split(",", 2)[0];
  }

  private static Properties read(String url) {
    Properties parts = Driver.parseURL(url, new Properties());
    if (parts == null) {
      throw new IllegalArgumentException(
          "not a JDBC URL of PostgreSQL, such as jdbc:postgresql://host:5432/database");
    }
    return parts;
  }

  @Override
  public String toString() {
    String query = parameters.entrySet().stream()
        .map(JdbcUrl::encode)
        .collect(Collectors.joining("&", parameters.isEmpty() ? "" : "?", ""));
    return PREFIX + authority + "/" + URLEncoder.encode(database, StandardCharsets.UTF_8) + query;
  }

  private static String encode(Map.Entry<String, String> parameter) {
    return parameter.getKey() + "="
        + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8);
  }
}
