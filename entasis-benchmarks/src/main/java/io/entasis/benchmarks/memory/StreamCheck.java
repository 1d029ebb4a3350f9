package io.entasis.benchmarks.memory;

import io.entasis.benchmarks.race.Target;
import io.entasis.benchmarks.setup.Bench;
import io.entasis.benchmarks.setup.ClassPath;
import io.entasis.benchmarks.setup.Database;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Streams all ticks of a long history in a JVM with little memory. */
public final class StreamCheck {

  private static final String HEAP = "-Xmx128m";

  private StreamCheck() {}

  /** Runs it and prints what it took. */
  public static void run(Bench bench) throws IOException, InterruptedException {
    int ticks = bench.arguments().history();
    try (Database database = new Database(bench.server())) {
      database.load(bench.tape().first(ticks));
      StreamReport report = probe(database);
      bench.title("Streaming %,d ticks, ordered, under %s", ticks, HEAP);
      bench.print(report.sentence());
      bench.print(
          Target.atLeast(1.0, "share of the ticks that came", (double) report.rows() / ticks));
    }
  }

  private static StreamReport probe(Database database) throws IOException, InterruptedException {
    String[] address = database.address();
    Process process = new ProcessBuilder(List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            HEAP,
            "-classpath",
            ClassPath.ofThisProgram(),
            StreamProbe.class.getName(),
            address[0],
            address[1],
            address[2]))
        .redirectError(Redirect.INHERIT)
        .start();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("the stream did not come to its end under " + HEAP + ": " + told);
    }
    return StreamReport.parse(told);
  }
}
