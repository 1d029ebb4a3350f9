package io.entasis.testkit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The connections that were handed out and are not closed yet, with the stack of each. Thread-safe.
 */
final class Borrowings {

  private record Borrowing(Connection connection, Throwable where) {

    boolean isOver() {
      try {
        return connection.isClosed();
      } catch (SQLException e) {
        return true;
      }
    }

    /** The nearest caller outside of the test kit, the JDK and the pools. */
    String caller() {
      return Arrays.stream(where.getStackTrace())
          .filter(frame -> !isPlumbing(frame))
          .findFirst()
          .map(StackTraceElement::toString)
          .orElse("an unknown place");
    }

    private static boolean isPlumbing(StackTraceElement frame) {
      String name = frame.getClassName();
      return name.equals(Borrowings.class.getName())
          || name.equals(PlainDataSource.class.getName())
          || name.equals(TestDatabase.class.getName())
          || name.startsWith("java.")
          || name.startsWith("com.zaxxer.");
    }
  }

  private final List<Borrowing> all = new ArrayList<>();

  synchronized Connection add(Connection connection) {
    all.removeIf(Borrowing::isOver);
    all.add(new Borrowing(
        connection, new Throwable("borrowed by thread " + Thread.currentThread().getName())));
    return connection;
  }

  /** How many are open. */
  synchronized int open() {
    all.removeIf(Borrowing::isOver);
    return all.size();
  }

  /**
   * Checks that none is open.
   *
   * @throws AssertionError when one is; it names the places, and carries the stacks
   */
  synchronized void assertNoneOpen(String database) {
    if (open() == 0) {
      return;
    }
    String places =
        all.stream().map(Borrowing::caller).collect(Collectors.joining("\n  at ", "\n  at ", ""));
    AssertionError error = new AssertionError(
        all.size() + " connection(s) to " + database + " were not closed; borrowed" + places);
    all.forEach(borrowing -> error.addSuppressed(borrowing.where()));
    throw error;
  }

  /** Closes those that are open. */
  synchronized void closeAll() {
    for (Borrowing borrowing : all) {
      try {
        borrowing.connection().abort(Runnable::run);
      } catch (SQLException e) {
        // It is of no use any more either way.
      }
    }
    all.clear();
  }
}
