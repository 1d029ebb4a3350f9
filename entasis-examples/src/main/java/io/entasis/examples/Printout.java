package io.entasis.examples;

import io.entasis.examples.TickReader.BadLine;
import io.entasis.schema.MigrationReport;
import io.entasis.tick.Tick;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What the quick start tells people, step by step. */
final class Printout {

  private static final int SHOWN_PROBLEMS = 20;

  private final PrintStream out;

  Printout(PrintStream out) {
    this.out = out;
  }

  void input(List<TickSource> sources) {
    for (TickSource source : sources) {
      line("Ticks", "%s: %,d rows", source.name(), source.rows());
    }
  }

  void database(Database database, MigrationReport migration) {
    line("Database", "%s", database);
    String applied = String.join(", ", migration.applied());
    line(
        "Schema",
        "%s, %s",
        migration.schema(),
        applied.isEmpty() ? "up to date" : "migrated, versions " + applied);
  }

  void load(LoadResult load) {
    line("Stored", "%,d ticks", load.stored());
    if (load.storedBefore() > 0) {
      line("", "%,d more were stored by an earlier run and not stored again", load.storedBefore());
    }
    line(
        "Partitions",
        "%s",
        load.partitions().isEmpty() ? "none made" : String.join(", ", load.partitions()) + " made");
    load.sources().stream().filter(source -> source.leftOut() > 0).forEach(this::problems);
  }

  void latest(Map<String, Tick> latest) {
    TextTable table = new TextTable(3, "symbol", "time", "exchange", "price", "volume");
    latest
        .values()
        .forEach(tick -> table.line(
            tick.symbol(),
            tick.timestamp().toString(),
            tick.exchange(),
            tick.price().toPlainString(),
            tick.volume().toPlainString()));
    section("Last tick per symbol", table);
  }

  void results(Results results, Arguments arguments) {
    section(
        String.format(Locale.ROOT, "Bars of %s, %,d in all", arguments.bar(), results.bars()),
        results.table());
    section(
        "Files",
        results.files().stream().map(file -> "  " + file).collect(Collectors.joining("\n")));
    section("Next", Hints.after(arguments));
  }

  private void problems(SourceResult source) {
    line("Left out", "%,d of %,d rows of %s", source.leftOut(), source.rows(), source.name());
    source.problems().stream().limit(SHOWN_PROBLEMS).forEach(this::problem);
    long more = source.leftOut() - Math.min(SHOWN_PROBLEMS, source.problems().size());
    if (more > 0) {
      line("", "... and %,d more", more);
    }
  }

  private void problem(BadLine problem) {
    line("", "line %d: %s", problem.line(), problem.reason());
  }

  private void section(String title, Object text) {
    out.println();
    out.println(title);
    out.println(text);
  }

  private void line(String label, String format, Object... values) {
    out.printf(Locale.ROOT, "%-11s %s%n", label, String.format(Locale.ROOT, format, values));
  }
}
