package io.entasis.examples;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What to try after a run, by what the run did not try. */
final class Hints {

  private Hints() {}

  static String after(Arguments arguments) {
    Stream<String> hints = Stream.of(
        arguments.bar().toString().equals("5m")
            ? "--bar 1d for another size of the bars"
            : "--bar 5m for another size of the bars",
        arguments.ticks().isPresent() ? "" : "--ticks FILE_OR_FOLDER for ticks of your own",
        arguments.login().isPresent()
            ? ""
            : "--jdbc-url URL --user U --password P for a database that keeps them");
    return hints
        .filter(hint -> !hint.isEmpty())
        .map("  "::concat)
        .collect(Collectors.joining("\n"));
  }
}
