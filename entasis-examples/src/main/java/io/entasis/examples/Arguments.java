package io.entasis.examples;

import io.entasis.bar.BarSize;
import io.entasis.error.InvalidInputException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the command line asks for.
 *
 * @param ticks a CSV file or a folder of them; the fixtures when absent
 * @param bar size of the bars; an hour by default
 * @param out folder of the results; {@code target/quickstart} below the caller's folder by default
 * @param login database of the user; an embedded one when absent
 */
record Arguments(Optional<Path> ticks, BarSize bar, Path out, Optional<Login> login) {

  static final String USAGE =
      "Quickstart [--ticks FILE_OR_FOLDER] [--bar 1h] [--out DIR] [--jdbc-url URL --user U --password P]";

  private static final String TICKS = "--ticks";
  private static final String BAR = "--bar";
  private static final String OUT = "--out";
  private static final String URL = "--jdbc-url";
  private static final String USER = "--user";
  private static final String PASSWORD = "--password";
  private static final List<String> NAMES = List.of(TICKS, BAR, OUT, URL, USER, PASSWORD);
  private static final String POSTGRES = "jdbc:postgresql:";

  static Arguments parse(String... args) throws UsageException {
    Map<String, String> given = pairs(args);
    return new Arguments(
        path(given, TICKS),
        size(given.getOrDefault(BAR, "1h")),
        path(given, OUT).orElse(Path.of("target", "quickstart")),
        login(given));
  }

  private static Map<String, String> pairs(String... args) throws UsageException {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < args.length; i += 2) {
      String name = args[i];
      if (!NAMES.contains(name)) {
        throw new UsageException("unknown argument " + name);
      }
      if (i + 1 == args.length || NAMES.contains(args[i + 1])) {
        throw new UsageException(name + " needs a value");
      }
      if (given.putIfAbsent(name, args[i + 1]) != null) {
        throw new UsageException(name + " is given twice");
      }
    }
    return given;
  }

  private static Optional<Path> path(Map<String, String> given, String name) throws UsageException {
    String text = given.get(name);
    if (text == null) {
      return Optional.empty();
    }
    if (text.isBlank()) {
      throw new UsageException(name + " needs a value");
    }
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      throw new UsageException(name + " is not a path: " + e.getMessage());
    }
  }

  private static BarSize size(String text) throws UsageException {
    try {
      return BarSize.parse(text);
    } catch (InvalidInputException e) {
      throw new UsageException(BAR + ": " + e.getMessage());
    }
  }

  private static Optional<Login> login(Map<String, String> given) throws UsageException {
    String url = given.get(URL);
    if (url == null) {
      if (given.containsKey(USER) || given.containsKey(PASSWORD)) {
        throw new UsageException(USER + " and " + PASSWORD + " go with " + URL);
      }
      return Optional.empty();
    }
    if (!url.startsWith(POSTGRES)) {
      throw new UsageException(URL + " is not of the form " + POSTGRES + "//host:port/database");
    }
    return Optional.of(new Login(
        url, Optional.ofNullable(given.get(USER)), Optional.ofNullable(given.get(PASSWORD))));
  }
}
