package io.entasis.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.suppressed;

import io.entasis.Entasis;
import java.sql.Connection;
import java.sql.SQLException;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

class LeakTest {

  @Test
  void aTestThatForgetsConnectionsFailsAndTheOthersDoNot() {
    Events tests = EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(Forgetful.class))
        .execute()
        .testEvents();

    tests.assertStatistics(counts -> counts.started(4).succeeded(2).failed(2));
    tests
        .assertThatEvents()
        .haveExactly(1, event(test("forgets"), finishedWithFailure(leak(2, "forgets"))));
    tests
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                test("failsAndForgets"),
                finishedWithFailure(
                    instanceOf(IllegalStateException.class),
                    suppressed(0, leak(1, "failsAndForgets")))));
  }

  @Test
  void theStackOfTheBorrowerIsKept() throws SQLException {
    Borrowings borrowings = new Borrowings();
    try (TestServer server = TestServer.start();
        TestDatabase database = server.createEmptyDatabase()) {
      Connection connection = borrowings.add(database.connect());
      AssertionError error =
          catchThrowableOfType(AssertionError.class, () -> borrowings.assertNoneOpen("here"));

      assertThat(error.getSuppressed()).hasSize(1);
      assertThat(error.getSuppressed()[0].getStackTrace())
          .extracting(StackTraceElement::getMethodName)
          .contains("theStackOfTheBorrowerIsKept");
      connection.close();
      borrowings.assertNoneOpen("here");
    }
  }

  private static Condition<Throwable> leak(int connections, String method) {
    return new Condition<>(
        error -> error instanceof AssertionError
            && error.toString().contains(connections + " connection(s)")
            && error.toString().contains("LeakTest$Forgetful." + method),
        "a leak of %d in %s",
        connections,
        method);
  }

  /** Run by the tests above, and not found by the build. */
  @EntasisTest(migrated = false)
  static class Forgetful {

    @Test
    void forgets(TestDatabase database) throws SQLException {
      database.connect();
      database.with("ApplicationName", "forgetful").dataSource().getConnection();
    }

    @Test
    void failsAndForgets(TestDatabase database) throws SQLException {
      database.connect();
      throw new IllegalStateException("for another reason");
    }

    @Test
    void closes(TestDatabase database, Entasis entasis) throws SQLException {
      try (Connection connection = database.connect()) {
        connection.setAutoCommit(false);
      }
      entasis.close();
    }

    @Test
    void borrowsNothing(TestDatabase database) {
      database.query("select 1");
    }
  }
}
