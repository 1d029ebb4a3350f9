package io.entasis.benchmarks.setup;

import io.entasis.benchmarks.tape.TickTape;
import io.entasis.testkit.TestServer;
import java.io.PrintStream;
import java.util.Locale;

/**
 * What every race works with.
 *
 * @param server the server
 * @param tape the ticks
 * @param arguments how much of everything
 * @param out where the tables go
 */
public record Bench(TestServer server, TickTape tape, Arguments arguments, PrintStream out) {

  /** Prints the headline of a table. */
  public void title(String format, Object... values) {
    out.printf(Locale.ROOT, "%n## " + format + "%n%n", values);
  }

  /** Prints a table or a line. */
  public void print(Object text) {
    out.println(text);
    out.flush();
  }
}
