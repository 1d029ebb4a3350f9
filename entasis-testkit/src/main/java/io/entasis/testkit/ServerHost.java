package io.entasis.testkit;

import org.opentest4j.TestAbortedException;

/** Where a server comes from: how to reach it, and what may be done to it. */
interface ServerHost {

  /** Address of a database for administration. */
  JdbcUrl url();

  String user();

  /** The password; empty when none is asked for. */
  String password();

  /** Ends what the test kit started. */
  void close();

  /** Stops the server in order, and starts it again on the same data and port. */
  default void restart() {
    throw new TestAbortedException("only an embedded server can be restarted");
  }

  /** Kills the server, and starts it again on the same data and port. */
  default void kill() {
    throw new TestAbortedException("only an embedded server can be killed");
  }
}
