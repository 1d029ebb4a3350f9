package io.entasis.benchmarks.setup;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * PostgreSQL's own client. Its start is timed with it, some 20 ms.
 *
 * @param host the server's host
 * @param port the server's port
 * @param user the role
 * @param password its password, may be empty
 * @param database name of the database
 */
public record Psql(String host, int port, String user, String password, String database) {

  /** Whether there is a psql on the path. */
  public static boolean isInstalled() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "psql")));
  }

  /** Runs one command, such as {@code \copy}, and gives the number of rows that it tells. */
  public long copy(String command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(List.of(
            "psql",
            "-X",
            "-v",
            "ON_ERROR_STOP=1",
            "-h",
            host,
            "-p",
            Integer.toString(port),
            "-U",
            user,
            "-d",
            database,
            "-c",
            command))
        .redirectErrorStream(true);
    builder.environment().put("PGPASSWORD", password);
    Process process = builder.start();
    process.getOutputStream().close();
    String told =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0 || !told.startsWith("COPY ")) {
      throw new IOException("psql failed: " + told);
    }
    return Long.parseLong(told.substring("COPY ".length()));
  }
}
