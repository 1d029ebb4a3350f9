package io.entasis.conformance.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.testkit.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The process of a {@link Neighbour}.
 *
 * <p>All times are of {@link System#nanoTime()}, which counts from the start of the machine and so is the same in both processes; that is
 * checked too.
 */
final class NeighbourProcess implements AutoCloseable {

  private final Process process;
  private final long started;

  private NeighbourProcess(Process process, long started) {
    this.process = process;
    this.started = started;
  }

  /** Does so many operations and ends. */
  static NeighbourProcess start(TestDatabase database, long seed, int operations)
      throws IOException {
    long started = System.nanoTime();
    Process process = new ProcessBuilder(List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            Neighbour.class.getName(),
            database.jdbcUrl(),
            database.user(),
            database.password(),
            Long.toString(seed),
            Integer.toString(operations)))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
    return new NeighbourProcess(process, started);
  }

  /** Goes on, whatever fails, until its events are asked for. */
  static NeighbourProcess startDespiteFaults(TestDatabase database, long seed) throws IOException {
    NeighbourProcess process = start(database, seed, 0);
    process.awaitBegin();
    return process;
  }

  /** What it did, when it has ended. */
  List<Event> events() throws IOException {
    process.outputWriter().close();
    List<Event> events = new ArrayList<>();
    BufferedReader reader = process.inputReader();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      if (line.startsWith("true ") || line.startsWith("false ")) {
        events.add(Event.parse(line));
      } else if (!isBegin(line)) {
        assertThat(line).doesNotStartWith("failed");
      }
    }
    return events;
  }

  private void awaitBegin() throws IOException {
    String line = process.inputReader().readLine();
    while (line != null && !isBegin(line)) {
      assertThat(line).doesNotStartWith("failed");
      line = process.inputReader().readLine();
    }
  }

  private boolean isBegin(String line) {
    if (!line.startsWith("began ")) {
      return false;
    }
    assertThat(Long.parseLong(line.substring(6)))
        .as("its clock")
        .isBetween(started, System.nanoTime());
    return true;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
