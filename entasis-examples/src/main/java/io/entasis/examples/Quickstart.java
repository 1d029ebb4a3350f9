package io.entasis.examples;

import io.entasis.Entasis;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * Loads ticks, builds bars from them and draws them: the whole way through Entasis in one program.
 *
 * <pre>
 * Quickstart [--ticks FILE_OR_FOLDER] [--bar 1h] [--out DIR] [--jdbc-url URL --user U --password P]
 * </pre>
 *
 * <p>Without arguments it makes up a week of ticks and starts a PostgreSQL of its own, whose data is
 * thrown away in the end. Input is CSV, plain or compressed with gzip, with the header
 * {@code timestamp,symbol,exchange,price,volume}; a folder stands for all of its {@code *.csv} and
 * {@code *.csv.gz} files. The results, {@code bars.csv} and a chart for each symbol, go to
 * {@code target/quickstart} or the given folder; both paths start at the folder the program is
 * called from. The same ticks are stored once, however often the program is run on a database.
 *
 * <p>Exit code 0 when all went well, 1 when something failed, 2 for arguments it does not know.
 */
public final class Quickstart {

  private static final int FAILED = 1;
  private static final int MISUSED = 2;
  private static final String HEADLESS = "java.awt.headless";

  private final Arguments arguments;
  private final PrintStream out;
  private final Printout printout;

  private Quickstart(Arguments arguments, PrintStream out) {
    this.arguments = arguments;
    this.out = out;
    this.printout = new Printout(out);
  }

  /** Runs it, and ends the JVM with the exit code when that is not 0. */
  public static void main(String[] args) {
    int code = run(System.out, System.err, args);
    if (code != 0) {
      System.exit(code);
    }
  }

  /** Runs it on these streams and returns the exit code; a failure is one line on the second. */
  static int run(PrintStream out, PrintStream err, String... args) {
    if (System.getProperty(HEADLESS) == null) {
      System.setProperty(HEADLESS, "true");
    }
    try {
      new Quickstart(Arguments.parse(args), out).run();
      return 0;
    } catch (UsageException e) {
      err.println("quickstart: " + e.getMessage() + "; usage: " + Arguments.USAGE);
      return MISUSED;
    } catch (Exception | LinkageError e) {
      err.println("quickstart: " + Failures.inOneLine(e));
      return FAILED;
    }
  }

  private void run() throws FailedException, IOException {
    Path folder = outputFolder();
    List<TickSource> sources = sources();
    printout.input(sources);
    try (Database database = Database.open(arguments.login())) {
      Entasis entasis = database.entasis();
      printout.database(database, entasis.schema().migrate());
      LoadResult load = new TickLoad(entasis.ticks(), out, Clock.systemUTC()).load(sources);
      printout.load(load);
      if (load.stored() + load.storedBefore() == 0) {
        throw new FailedException("none of the lines is a tick that can be stored");
      }
      printout.latest(entasis.ticks().of(load.coverage().symbols()).latestPerSymbol());
      Results results = new Results(folder, arguments.bar());
      results.write(entasis, load.coverage());
      printout.results(results, arguments);
    }
  }

  private List<TickSource> sources() throws FailedException, IOException {
    return arguments.ticks().isPresent()
        ? TickFiles.at(arguments.ticks().get())
        : List.of(new FixtureTicks());
  }

  private Path outputFolder() throws FailedException {
    Path folder = arguments.out().toAbsolutePath().normalize();
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new FailedException("cannot make the output folder: " + Failures.inOneLine(e), e);
    }
  }
}
