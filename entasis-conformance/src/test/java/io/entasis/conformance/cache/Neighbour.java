package io.entasis.conformance.cache;

import io.entasis.Entasis;
import io.entasis.EntasisBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** Another process with a cache of its own. */
final class Neighbour {

  private Neighbour() {}

  /**
   * URL, user, password, seed, number of operations; what it did goes to the standard output. With no operations it goes on, whatever
   * fails, until its standard input ends.
   */
  public static void main(String[] args) throws SQLException {
    int operations = Integer.parseInt(args[4]);
    // Loads the driver, before there is little time for a connection.
    DriverManager.getConnection(args[0], args[1], args[2]).close();
    EntasisBuilder builder = Entasis.builder()
        .url(args[0])
        .user(args[1])
        .password(args[2])
        .poolSize(3)
        .rollupRefresh(Duration.ZERO)
        .cache(TwoProcesses.SETTINGS);
    try (Entasis entasis = Caching.following(
        operations > 0
            ? builder.open()
            : builder.connectionTimeout(TwoProcesses.SOON).open())) {
      System.out.println("began " + System.nanoTime());
      Workload workload = new Workload("there", Long.parseLong(args[3]));
      List<Event> events = operations > 0
          ? workload.run(entasis, operations)
          : workload.runDespiteFaults(entasis, untilInputEnds());
      events.forEach(System.out::println);
    } catch (RuntimeException e) {
      System.out.println("failed " + e + " " + Arrays.toString(e.getStackTrace()));
    }
  }

  private static BooleanSupplier untilInputEnds() {
    AtomicBoolean goesOn = new AtomicBoolean(true);
    Thread listener = new Thread(() -> {
      try {
        System.in.transferTo(OutputStream.nullOutputStream());
      } catch (IOException e) {
        // has ended too
      } finally {
        goesOn.set(false);
      }
    });
    listener.setDaemon(true);
    listener.start();
    return goesOn::get;
  }
}
