package io.entasis.partition;

import io.entasis.error.InvalidInputException;
import java.time.Duration;

/**
 * How a partition is loaded. An immutable value: each method returns new options and leaves these as they were.
 *
 * @param connections connections that build indexes at once, besides the one that is held all the time; 3 by default. With fewer free
 *     ones the load goes on with those it gets
 * @param lockTimeout how long attaching waits for a lock before it lets others through and tries again; 2 seconds by default
 * @param attempts how often attaching is tried; 20 by default
 * @param monitor follows the load and may cancel it; nobody by default
 */
public record LoadOptions(
    int connections, Duration lockTimeout, int attempts, LoadMonitor monitor) {

  private static final int MOST_CONNECTIONS = 32;
  private static final LoadOptions DEFAULTS =
      new LoadOptions(3, Duration.ofSeconds(2), 20, LoadMonitor.none());

  /**
   * Checks every setting.
   *
   * @throws InvalidInputException when one is out of its range; the message names it
   */
  public LoadOptions {
    require(
        connections >= 1 && connections <= MOST_CONNECTIONS,
        "connections is " + connections + ", it must be from 1 to " + MOST_CONNECTIONS);
    require(
        lockTimeout.compareTo(Duration.ofMillis(1)) >= 0
            && lockTimeout.compareTo(Duration.ofHours(1)) <= 0,
        "lockTimeout is " + lockTimeout + ", it must be from a millisecond to an hour");
    require(attempts >= 1, "attempts is " + attempts + ", it must be one or more");
  }

  /** The defaults of every setting. */
  public static LoadOptions defaults() {
    return DEFAULTS;
  }

  /** With another number of connections that build indexes, from 1 to 32. */
  public LoadOptions connections(int number) {
    return new LoadOptions(number, lockTimeout, attempts, monitor);
  }

  /** With another time that attaching waits for a lock, from a millisecond to an hour. */
  public LoadOptions lockTimeout(Duration timeout) {
    return new LoadOptions(connections, timeout, attempts, monitor);
  }

  /** With another number of attempts to attach. */
  public LoadOptions attempts(int number) {
    return new LoadOptions(connections, lockTimeout, number, monitor);
  }

  /** With somebody who follows the load and may cancel it. */
  public LoadOptions monitor(LoadMonitor follower) {
    return new LoadOptions(connections, lockTimeout, attempts, follower);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new InvalidInputException(message);
    }
  }
}
