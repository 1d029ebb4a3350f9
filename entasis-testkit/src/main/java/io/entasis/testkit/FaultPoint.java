package io.entasis.testkit;

import java.util.function.Consumer;

/**
 * A moment in what clients send, at which a {@link FaultProxy} breaks the connection; the methods
 * say how. Each call arms one fault, which strikes once and is then spent.
 *
 * <p>Safe for use by several threads.
 */
public final class FaultPoint {

  private final FaultProxy proxy;
  private final Consumer<FaultAction> arm;

  FaultPoint(FaultProxy proxy, Consumer<FaultAction> arm) {
    this.proxy = proxy;
    this.arm = arm;
  }

  /**
   * Resets the connection on both sides. Nothing from this moment on reaches the server, which
   * rolls back. The driver reports SQLState 08006, or 08001 while it connects.
   *
   * @return the proxy
   */
  public FaultProxy cut() {
    return arm(FaultAction.CUT);
  }

  /**
   * Stops this connection in both directions, like a network that loses every packet: both ends see
   * an open connection on which nothing arrives, and a sender blocks once the buffers on the way
   * are full, a few megabytes at most. No byte is lost: after {@link FaultProxy#heal()} it goes on
   * from here.
   *
   * @return the proxy
   */
  public FaultProxy blackhole() {
    return arm(FaultAction.BLACKHOLE);
  }

  /**
   * Lets the request through and loses its reply: the server does the work, and when its answer is
   * complete (up to "ready for query") the client's connection is reset instead. The client sees
   * the same as after {@link #cut()}, SQLState 08006, but the work is done.
   *
   * @return the proxy
   */
  public FaultProxy loseReply() {
    return arm(FaultAction.LOSE_REPLY);
  }

  private FaultProxy arm(FaultAction action) {
    arm.accept(action);
    return proxy;
  }
}
