package io.entasis.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One connection through a {@link FaultProxy}: a socket to the client, one to the server, and a
 * thread for each direction.
 */
final class ProxiedConnection implements RequestScanner.Next {

  private static final int PIECE = 16 * 1024;

  private final Socket client;
  private final Socket server = new Socket();
  private final Faults faults;
  private final Road road;
  private final AtomicInteger open = new AtomicInteger(2);
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile boolean losingReply;

  ProxiedConnection(Socket client, Faults faults, Road road) {
    this.client = client;
    this.faults = faults;
    this.road = road;
  }

  /** Starts the connection's threads, the first of which connects to the server. */
  void start(InetSocketAddress target) {
    thread("requests", () -> {
      road.pass(this);
      server.connect(target);
      server.setTcpNoDelay(true);
      client.setTcpNoDelay(true);
      thread("replies", this::forwardReplies);
      forwardRequests();
    });
  }

  boolean hasEnded() {
    return ended.get();
  }

  /** Resets both sides. */
  void cut() {
    reset(client);
    reset(server);
    end();
  }

  @Override
  public void executing(String sql) throws IOException {
    var fault = faults.executing(sql);
    if (fault.isPresent()) {
      strike(fault.get());
    }
  }

  @Override
  public void pass(byte[] bytes, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      Faults.Allowance allowance = faults.allow(length - done);
      server.getOutputStream().write(bytes, offset + done, allowance.bytes());
      done += allowance.bytes();
      if (allowance.then().isPresent()) {
        strike(allowance.then().get());
      }
    }
  }

  private void strike(FaultAction action) throws IOException {
    switch (action) {
      case CUT -> {
        cut();
        throw new IOException("cut");
      }
      case LOSE_REPLY -> losingReply = true;
      case BLACKHOLE -> {
        road.block(this);
        road.pass(this);
      }
    }
  }

  private void forwardRequests() throws IOException {
    RequestScanner scanner = new RequestScanner(this);
    InputStream in = client.getInputStream();
    byte[] piece = new byte[PIECE];
    for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
      road.pass(this);
      scanner.accept(piece, length);
    }
    server.shutdownOutput();
  }

  private void forwardReplies() throws IOException {
    ReplyEnd end = new ReplyEnd();
    InputStream in = server.getInputStream();
    OutputStream out = client.getOutputStream();
    byte[] piece = new byte[PIECE];
    for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
      road.pass(this);
      if (!losingReply) {
        out.write(piece, 0, length);
      } else if (end.isIn(piece, length)) {
        cut();
      }
    }
    client.shutdownOutput();
  }

  private interface Direction {
    void forward() throws IOException;
  }

  private void thread(String name, Direction direction) {
    Thread thread =
        new Thread(() -> run(direction), "fault-proxy-" + client.getPort() + "-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  private void run(Direction direction) {
    try {
      direction.forward();
      if (open.decrementAndGet() == 0) {
        end();
      }
    } catch (IOException e) {
      cut();
    }
  }

  private void end() {
    if (ended.compareAndSet(false, true)) {
      close(client);
      close(server);
      road.ended(this);
    }
  }

  private static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException e) {
      // Closed already.
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // There is nobody left to tell.
    }
  }
}
