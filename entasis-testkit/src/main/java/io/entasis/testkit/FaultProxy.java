package io.entasis.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP proxy in front of a PostgreSQL server that breaks connections on purpose. Faults can be set
 * before and while connections run:
 *
 * <pre>{@code
 * try (FaultProxy proxy = FaultProxy.before(server)) {
 *   DataSource dataSource = database.through(proxy).dataSource();
 *   proxy.onStatement("COMMIT").loseReply();    // committed, and the client does not know
 *   proxy.afterBytes(2_000_000).cut();          // in the middle of a COPY
 *   proxy.blackhole();                          // everything stops ...
 *   proxy.heal();                               // ... and goes on
 * }
 * }</pre>
 *
 * <p>Without faults it passes everything on. It listens on the loopback address, on a free port. It
 * understands the requests of unencrypted connections only; on encrypted ones {@link #onStatement}
 * never strikes and {@link FaultPoint#loseReply} never ends.
 *
 * <p>Safe for use by several threads.
 */
public final class FaultProxy implements AutoCloseable {

  private final ServerSocket listener;
  private final InetSocketAddress target;
  private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
  private final Faults faults = new Faults();
  private final Road road = new Road();
  private volatile boolean refusing;

  private FaultProxy(ServerSocket listener, InetSocketAddress target) {
    this.listener = listener;
    this.target = target;
  }

  /**
   * Starts a proxy in front of a server.
   *
   * @throws UncheckedIOException when there is no free port
   */
  public static FaultProxy before(String host, int port) {
    try {
      ServerSocket listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
      FaultProxy proxy = new FaultProxy(listener, new InetSocketAddress(host, port));
      Thread acceptor = new Thread(proxy::accept, "fault-proxy-" + listener.getLocalPort());
      acceptor.setDaemon(true);
      acceptor.start();
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException("the fault proxy cannot listen", e);
    }
  }

  /** Starts a proxy in front of a test server, as {@link #before(String, int)}. */
  public static FaultProxy before(TestServer server) {
    return before(server.host(), server.port());
  }

  /** Address the proxy listens on, in digits. */
  public String host() {
    return listener.getInetAddress().getHostAddress();
  }

  /** Port the proxy listens on. */
  public int port() {
    return listener.getLocalPort();
  }

  /**
   * The first execution from now on of a statement that begins with this text; see the other form.
   */
  public FaultPoint onStatement(String text) {
    return onStatement(text, 1);
  }

  /**
   * The n-th execution from now on, on any connection, of a statement that begins with this text,
   * in upper or lower case. The moment is before the message that executes it goes to the server: a
   * simple query, or the Bind of a prepared statement, even one that was prepared long before. So
   * it strikes every COMMIT, whether or not the driver sends its text again; never its mere
   * preparation, and never a statement that only mentions the word. Rows of a COPY are not
   * searched.
   *
   * @throws IllegalArgumentException when the text is blank or the occurrence, which counts from 1,
   *     is not positive
   */
  public FaultPoint onStatement(String text, int occurrence) {
    if (text.isBlank() || occurrence < 1) {
      throw new IllegalArgumentException(
          "no such moment: occurrence " + occurrence + " of \"" + text + "\"");
    }
    return new FaultPoint(this, action -> faults.armStatement(text, occurrence, action));
  }

  /**
   * The moment when clients have sent so many bytes through the proxy from now on, all connections
   * together. Exactly these bytes reach the server.
   *
   * @throws IllegalArgumentException when the number is negative
   */
  public FaultPoint afterBytes(long count) {
    if (count < 0) {
      throw new IllegalArgumentException("a negative number of bytes: " + count);
    }
    return new FaultPoint(this, action -> faults.armBytes(count, action));
  }

  /**
   * Resets all connections that are open now. New ones are welcome, unless {@link #refuse()} says
   * otherwise.
   */
  public FaultProxy cut() {
    connections.forEach(ProxiedConnection::cut);
    return this;
  }

  /**
   * Stops all connections in both directions, also those made later, like {@link
   * FaultPoint#blackhole()}. A client that connects meanwhile waits for the server's greeting.
   */
  public FaultProxy blackhole() {
    road.block();
    return this;
  }

  /**
   * Resets every new connection at once; those that exist go on. The driver reports SQLState 08001.
   */
  public FaultProxy refuse() {
    refusing = true;
    return this;
  }

  /**
   * Holds every piece of up to 16 kB back for so long, in both directions, so that a request with
   * its reply takes at least twice as long. It limits the throughput as well.
   *
   * @throws IllegalArgumentException when the delay is negative
   */
  public FaultProxy delay(Duration each) {
    if (each.isNegative()) {
      throw new IllegalArgumentException("a negative delay: " + each);
    }
    road.slow(each);
    return this;
  }

  /**
   * Ends every fault and disarms those that have not struck. Connections that were held go on
   * without a loss.
   */
  public FaultProxy heal() {
    faults.disarm();
    refusing = false;
    road.clear();
    return this;
  }

  /** How many armed faults have struck so far. */
  public int triggered() {
    return faults.triggered();
  }

  /**
   * Waits until so many armed faults have struck since the proxy was started.
   *
   * @return whether they have within the time
   */
  public boolean awaitTriggered(int count, Duration atMost) throws InterruptedException {
    return faults.awaitTriggered(count, atMost);
  }

  /** Stops listening and resets all connections. Calling it again does nothing. */
  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the fault proxy cannot stop listening", e);
    }
    cut();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        add(new ProxiedConnection(listener.accept(), faults, road));
      } catch (IOException e) {
        // The listener was closed, or the client was gone before it was accepted.
      }
    }
  }

  private void add(ProxiedConnection connection) {
    connections.removeIf(ProxiedConnection::hasEnded);
    connections.add(connection);
    if (refusing || listener.isClosed()) {
      connection.cut();
    } else {
      connection.start(target);
    }
  }
}
