package io.entasis.archive;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.entasis.archive.store.S3Credentials;
import java.io.ByteArrayOutputStream;
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
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** As much of S3 as the archive speaks, in memory, failing on purpose. */
final class StubS3 implements AutoCloseable {

  static final String SECRET = "very-secret-key";

  private static final String BUCKET = "/ticks/";

  private final NavigableMap<String, byte[]> objects = new ConcurrentSkipListMap<>();
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

  /** What it keeps, by key; may be changed. */
  NavigableMap<String, byte[]> objects() {
    return objects;
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
      String path = exchange.getRequestURI().getPath();
      String key = path.startsWith(BUCKET) ? path.substring(BUCKET.length()) : "";
      Operation operation = operation(exchange, key);
      requests.add(operation + " " + key);
      headers.add(Map.copyOf(exchange.getRequestHeaders()));
      Fault fault = plan.of(operation, key);
      byte[] body = body(exchange);
      if (fault == Fault.STATUS_500 || fault == Fault.STATUS_503 || fault == Fault.STATUS_403) {
        fail(exchange, fault);
      } else if (fault == Fault.SILENT) {
        end.await(1, TimeUnit.MINUTES);
      } else if (fault == Fault.CUT && operation != Operation.GET) {
        return;
      } else {
        handle(exchange, operation, key, fault.stored(body), fault);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void handle(
      HttpExchange exchange, Operation operation, String key, byte[] body, Fault fault)
      throws IOException {
    switch (operation) {
      case PUT -> objects.put(key, body);
      case COPY -> {
        String source = exchange.getRequestHeaders().getFirst("x-amz-copy-source");
        byte[] copied = objects.get(source.substring(source.indexOf('/', 1) + 1));
        if (copied == null) {
          fail(exchange, Fault.STATUS_404);
          return;
        }
        objects.put(key, fault.stored(copied));
      }
      case DELETE -> objects.remove(key);
      default -> {
        // Asks only.
      }
    }
    if (fault == Fault.LOST_REPLY) {
      return;
    }
    reply(exchange, operation, key, fault);
  }

  private void reply(HttpExchange exchange, Operation operation, String key, Fault fault)
      throws IOException {
    byte[] object = objects.getOrDefault(key, new byte[0]);
    boolean missing = !objects.containsKey(key);
    switch (operation) {
      case GET, HEAD -> {
        if (missing) {
          fail(exchange, Fault.STATUS_404);
        } else {
          send(exchange, operation, object, fault);
        }
      }
      case LIST -> send(exchange, operation, listing(exchange), fault);
      case COPY ->
        send(
            exchange,
            operation,
            xml("<CopyObjectResult><ETag>\"x\"</ETag></CopyObjectResult>"),
            fault);
      case PUT -> {
        exchange.getResponseHeaders().set("ETag", "\"x\"");
        exchange.sendResponseHeaders(200, -1);
      }
      case DELETE -> exchange.sendResponseHeaders(204, -1);
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

  private byte[] listing(HttpExchange exchange) {
    String prefix = Arrays.stream(exchange.getRequestURI().getQuery().split("&", -1))
        .filter(part -> part.startsWith("prefix="))
        .map(part -> part.substring("prefix=".length()))
        .findFirst()
        .orElse("");
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

  private static Operation operation(HttpExchange exchange, String key) {
    if (exchange.getRequestHeaders().containsKey("x-amz-copy-source")) {
      return Operation.COPY;
    }
    boolean bucket = key.isEmpty();
    return bucket ? Operation.LIST : Operation.valueOf(exchange.getRequestMethod());
  }

  /** The body without the frames of signed pieces. */
  private static byte[] body(HttpExchange exchange) throws IOException {
    byte[] raw = exchange.getRequestBody().readAllBytes();
    String encoding = exchange.getRequestHeaders().getFirst("x-amz-content-sha256");
    if (encoding == null || !encoding.startsWith("STREAMING")) {
      return raw;
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int at = 0;
    while (true) {
      int line = at;
      while (raw[line] != '\r') {
        line++;
      }
      String head = new String(raw, at, line - at, StandardCharsets.US_ASCII);
      int length = Integer.parseInt(head.split(";", -1)[0], 16);
      if (length == 0) {
        return body.toByteArray();
      }
      body.write(raw, line + 2, length);
      at = line + 2 + length + 2;
    }
  }

  /** What can be asked. */
  enum Operation {
    PUT,
    GET,
    HEAD,
    COPY,
    DELETE,
    LIST
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
