package io.entasis.conformance.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.conformance.Beside;
import io.entasis.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The process of a {@link Neighbour}.
 *
 * <p>All times are of {@link System#nanoTime()}, which counts from the start of the machine and so is the same in both processes; that is
 * checked too.
 */
final class NeighbourProcess implements AutoCloseable {

  private final Process process;
  private final long started;
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CompletableFuture<List<Event>> events;

  private NeighbourProcess(Process process, long started) {
    this.process = process;
    this.started = started;
    this.events = Beside.supply(this::read);
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

  /** Goes on, whatever fails, until its events are asked for; it has begun when this returns. */
  static NeighbourProcess startDespiteFaults(TestDatabase database, long seed) throws Exception {
    NeighbourProcess neighbour = start(database, seed, 0);
    assertThat(neighbour.begun.await(60, TimeUnit.SECONDS)).as("has begun").isTrue();
    return neighbour;
  }

  /** What it did, when it has ended. */
  List<Event> events() throws Exception {
    process.outputWriter().close();
    return events.get(2, TimeUnit.MINUTES);
  }

  /** From the start, since a process whose words nobody reads stops at the next one. */
  private List<Event> read() {
    List<Event> read = new ArrayList<>();
    process.inputReader().lines().forEach(line -> {
      if (line.startsWith("true ") || line.startsWith("false ")) {
        read.add(Event.parse(line));
      } else if (line.startsWith("began ")) {
        assertThat(Long.parseLong(line.substring(6)))
            .as("its clock")
            .isBetween(started, System.nanoTime());
        begun.countDown();
      } else if (line.startsWith("failed ")) {
        throw new IllegalStateException(line);
      }
    });
    return read;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
