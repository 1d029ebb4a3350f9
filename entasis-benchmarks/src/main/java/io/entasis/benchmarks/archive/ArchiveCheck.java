package io.entasis.benchmarks.archive;

import io.entasis.benchmarks.setup.Bench;
import io.entasis.benchmarks.setup.ClassPath;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Archives ticks as a partition in a folder, and reads them, in a JVM with little memory. */
public final class ArchiveCheck {

  private static final String HEAP = "-Xmx256m";

  private ArchiveCheck() {}

  /** Runs it and prints what it took. */
  public static void run(Bench bench) throws IOException, InterruptedException {
    int ticks = bench.arguments().history();
    Process process = new ProcessBuilder(List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            HEAP,
            "-classpath",
            ClassPath.ofThisProgram(),
            ArchiveProbe.class.getName(),
            Integer.toString(ticks)))
        .redirectError(Redirect.INHERIT)
        .start();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("the archive did not come to its end under " + HEAP + ": " + told);
    }
    bench.title("A partition of %,d ticks into an archive and back, under %s", ticks, HEAP);
    bench.print(told);
  }
}
