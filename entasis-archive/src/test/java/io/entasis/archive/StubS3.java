package io.entasis.archive;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.entasis.archive.StubRequest.Operation;
import io.entasis.archive.store.S3Credentials;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** As much of S3 as the archive speaks, in memory, failing on purpose. */
final class StubS3 implements AutoCloseable {

  static final String SECRET = "very-secret-key";

  static {
    // Else every answer with a body waits for an acknowledgement that is delayed.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final NavigableMap<String, byte[]> objects = new ConcurrentSkipListMap<>();
  private final Map<String, Map<String, String>> metadata = new ConcurrentHashMap<>();
  private final StubParts parts = new StubParts();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Map<String, List<String>>> headers = new CopyOnWriteArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  private volatile Plan plan = (operation, key) -> Fault.NONE;

  StubS3() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Decides how each request fails. */
  void plan(Plan faults) {
    plan = faults;
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  S3Store settings() {
    return S3Store.bucket("ticks")
        .endpoint(endpoint())
        .pathStyle()
        .credentials(() -> S3Credentials.of("some-access-key", SECRET))
        .pause(length -> {});
  }

  /** As if it had just been started. */
  void forget() {
    plan = (operation, key) -> Fault.NONE;
    objects.clear();
    metadata.clear();
    parts.discard();
    requests.clear();
    headers.clear();
  }

  /** What it keeps, by key; may be changed. */
  NavigableMap<String, byte[]> objects() {
    return objects;
  }

  /** What it keeps in parts that are not an object yet. */
  StubParts parts() {
    return parts;
  }

  /** What was asked, such as {@code GET a/x}. */
  List<String> requests() {
    return requests;
  }

  /** The headers of each request. */
  List<Map<String, List<String>>> headers() {
    return headers;
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      StubRequest request = StubRequest.of(exchange);
      requests.add(request.operation() + " " + request.key());
      headers.add(Map.copyOf(exchange.getRequestHeaders()));
      Fault fault = plan.of(request.operation(), request.key());
      if (fault == Fault.STATUS_500 || fault == Fault.STATUS_503 || fault == Fault.STATUS_403) {
        fail(exchange, fault);
      } else if (fault == Fault.SILENT) {
        end.await(1, TimeUnit.MINUTES);
      } else if (fault != Fault.CUT || request.operation() == Operation.GET) {
        handle(exchange, request, fault);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void handle(HttpExchange exchange, StubRequest request, Fault fault) throws IOException {
    Optional<byte[]> source = Optional.of(request)
        .filter(asked -> asked.headers().containsKey("x-amz-copy-source"))
        .map(asked -> objects.getOrDefault(asked.source(), new byte[0]));
    switch (request.operation()) {
      case PUT -> objects.put(request.key(), fault.stored(request.body()));
      case COPY -> {
        if (!objects.containsKey(request.source())) {
          fail(exchange, Fault.STATUS_404);
          return;
        }
        objects.put(request.key(), fault.stored(source.orElseThrow()));
      }
      case DELETE -> objects.remove(request.key());
      case START, PART, COPY_PART, COMPLETE, ABORT, LIST_PARTS -> {
        inParts(exchange, request, source, fault);
        return;
      }
      default -> {
        // Asks only.
      }
    }
    if (!isLost(exchange, fault)) {
      reply(exchange, request, fault);
    }
  }

  private void inParts(
      HttpExchange exchange, StubRequest request, Optional<byte[]> source, Fault fault)
      throws IOException {
    String upload = request.upload();
    StubParts.Answer answer =
        switch (request.operation()) {
          case START ->
            parts.start(
                request.key(),
                request.headers().containsKey("x-amz-checksum-algorithm"),
                request.metadata());
          case PART ->
            parts.put(upload, request.part(), fault.stored(request.body()), request.checksum());
          case COPY_PART ->
            parts.copy(upload, request.part(), fault.stored(request.piece(source.orElseThrow())));
          case COMPLETE ->
            parts.complete(
                upload, new String(request.body(), StandardCharsets.UTF_8), objects, metadata);
          case ABORT -> parts.abort(upload);
          default -> parts.list();
        };
    if (!isLost(exchange, fault)) {
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] body = answer.body();
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      if (body.length > 0) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  /** Whether what was done is not told. */
  private static boolean isLost(HttpExchange exchange, Fault fault) throws IOException {
    if (fault == Fault.DONE_500) {
      fail(exchange, Fault.STATUS_500);
    }
    return fault == Fault.LOST_REPLY || fault == Fault.DONE_500;
  }

  private void reply(HttpExchange exchange, StubRequest request, Fault fault) throws IOException {
    Operation operation = request.operation();
    String key = request.key();
    switch (operation) {
      case GET, HEAD -> {
        if (objects.containsKey(key)) {
          metadata.getOrDefault(key, Map.of()).forEach(exchange.getResponseHeaders()::set);
          send(exchange, operation, objects.getOrDefault(key, new byte[0]), fault);
        } else {
          fail(exchange, Fault.STATUS_404);
        }
      }
      case LIST -> send(exchange, operation, listing(request.prefix()), fault);
      case COPY ->
        send(
            exchange,
            operation,
            xml("<CopyObjectResult><ETag>\"x\"</ETag></CopyObjectResult>"),
            fault);
      case DELETE -> exchange.sendResponseHeaders(204, -1);
      default -> {
        exchange.getResponseHeaders().set("ETag", "\"x\"");
        exchange.sendResponseHeaders(200, -1);
      }
    }
  }

  private static void send(HttpExchange exchange, Operation operation, byte[] whole, Fault fault)
      throws IOException {
    byte[] sent = fault.sent(whole);
    exchange.getResponseHeaders().set("Last-Modified", "Mon, 01 Jan 2024 00:00:00 GMT");
    if (operation == Operation.HEAD) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(whole.length));
      exchange.sendResponseHeaders(200, -1);
      return;
    }
    boolean cut = fault == Fault.CUT && whole.length > 1;
    exchange.sendResponseHeaders(200, sent.length == 0 ? -1 : sent.length);
    if (sent.length > 0) {
      exchange.getResponseBody().write(sent, 0, cut ? sent.length / 2 : sent.length);
    }
  }

  private static void fail(HttpExchange exchange, Fault fault) throws IOException {
    byte[] body =
        xml("<Error><Code>" + fault.code + "</Code><Message>on purpose</Message></Error>");
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(fault.status, head ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
  }

  private byte[] listing(String prefix) {
    StringBuilder contents = new StringBuilder();
    objects.tailMap(prefix).forEach((key, bytes) -> {
      if (key.startsWith(prefix)) {
        contents
            .append("<Contents><Key>")
            .append(key)
            .append("</Key><LastModified>")
            .append(Instant.parse("2024-01-01T00:00:00Z"))
            .append("</LastModified><Size>")
            .append(bytes.length)
            .append("</Size></Contents>");
      }
    });
    return xml(
        "<ListBucketResult><IsTruncated>false</IsTruncated>" + contents + "</ListBucketResult>");
  }

  private static byte[] xml(String text) {
    return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + text).getBytes(StandardCharsets.UTF_8);
  }

  /** How a request fails. */
  enum Fault {
    NONE(200, ""),
    STATUS_500(500, "InternalError"),
    STATUS_503(503, "SlowDown"),
    STATUS_403(403, "AccessDenied"),
    STATUS_404(404, "NoSuchKey"),
    /** Takes the request and never answers. */
    SILENT(0, ""),
    /** Breaks the connection: before it does anything, or in the middle of an object. */
    CUT(0, ""),
    /** Does it, and breaks the connection before it says so. */
    LOST_REPLY(0, ""),
    /** Does it, and says that it failed. */
    DONE_500(0, ""),
    /** Stores or sends half, and says that it is all. */
    TRUNCATED(0, ""),
    /** Stores or sends something else. */
    WRONG_BYTES(0, "");

    private final int status;
    private final String code;

    Fault(int status, String code) {
      this.status = status;
      this.code = code;
    }

    private byte[] stored(byte[] bytes) {
      return sent(bytes);
    }

    private byte[] sent(byte[] bytes) {
      if (this == TRUNCATED) {
        return Arrays.copyOf(bytes, bytes.length / 2);
      }
      if (this == WRONG_BYTES && bytes.length > 0) {
        byte[] wrong = bytes.clone();
        wrong[bytes.length / 2] ^= 1;
        return wrong;
      }
      return bytes;
    }
  }

  /** Decides how each request fails. */
  @FunctionalInterface
  interface Plan {

    Fault of(Operation operation, String key);
  }
}
