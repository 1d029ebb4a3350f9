package io.entasis.archive;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request to the stub, read.
 *
 * @param operation what is asked
 * @param key of which object; empty for the bucket
 * @param query what follows the address
 * @param headers the headers
 * @param body the body, without the frames of signed pieces
 * @param checksum the checksum that came with it, before or after the body
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StubRequest(
    Operation operation,
    String key,
    Map<String, String> query,
    Headers headers,
    byte[] body,
    Optional<String> checksum) {

  private static final String BUCKET = "/ticks/";
  private static final String CHECKSUM = "x-amz-checksum-crc32";
  private static final String METADATA = "x-amz-meta-";

  /** What can be asked. */
  enum Operation {
    PUT,
    GET,
    HEAD,
    COPY,
    DELETE,
    LIST,
    START,
    PART,
    COPY_PART,
    COMPLETE,
    ABORT,
    LIST_PARTS
  }

  static StubRequest of(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String key = path.startsWith(BUCKET) ? path.substring(BUCKET.length()) : "";
    Map<String, String> query = query(exchange.getRequestURI().getQuery());
    Headers headers = exchange.getRequestHeaders();
    byte[] raw = exchange.getRequestBody().readAllBytes();
    String encoding = headers.getFirst("x-amz-content-sha256");
    boolean framed = encoding != null && encoding.startsWith("STREAMING");
    return new StubRequest(
        operation(exchange.getRequestMethod(), key, query, headers),
        key,
        query,
        headers,
        framed ? unframed(raw) : raw,
        Optional.ofNullable(headers.getFirst(CHECKSUM))
            .or(() -> framed ? trailing(raw) : Optional.empty()));
  }

  String upload() {
    return query.getOrDefault("uploadId", "");
  }

  int part() {
    return Integer.parseInt(query.getOrDefault("partNumber", "0"));
  }

  String prefix() {
    return query.getOrDefault("prefix", "");
  }

  /** The key that is to be copied. */
  String source() {
    String source = headers.getFirst("x-amz-copy-source");
    return source.substring(source.indexOf('/', 1) + 1);
  }

  /** The wanted piece of what is to be copied. */
  byte[] piece(byte[] whole) {
    String[] range =
        headers.getFirst("x-amz-copy-source-range").substring("bytes=".length()).split("-", -1);
    return Arrays.copyOfRange(whole, Integer.parseInt(range[0]), Integer.parseInt(range[1]) + 1);
  }

  Map<String, String> metadata() {
    Map<String, String> metadata = new TreeMap<>();
    headers.forEach((name, values) -> {
      String lower = name.toLowerCase(Locale.ROOT);
      if (lower.startsWith(METADATA)) {
        metadata.put(lower, values.get(0));
      }
    });
    return metadata;
  }

  private static Operation operation(
      String method, String key, Map<String, String> query, Headers headers) {
    if (key.isEmpty()) {
      return query.containsKey("uploads") ? Operation.LIST_PARTS : Operation.LIST;
    }
    if (query.containsKey("uploads")) {
      return Operation.START;
    }
    boolean copies = headers.containsKey("x-amz-copy-source");
    if (!query.containsKey("uploadId")) {
      return copies ? Operation.COPY : Operation.valueOf(method);
    }
    return switch (method) {
      case "PUT" -> copies ? Operation.COPY_PART : Operation.PART;
      case "POST" -> Operation.COMPLETE;
      default -> Operation.ABORT;
    };
  }

  private static Map<String, String> query(String text) {
    Map<String, String> query = new TreeMap<>();
    if (text != null) {
      for (String part : text.split("&", -1)) {
        int at = part.indexOf('=');
        query.put(at < 0 ? part : part.substring(0, at), at < 0 ? "" : part.substring(at + 1));
      }
    }
    return query;
  }

  private static byte[] unframed(byte[] raw) {
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

  private static Optional<String> trailing(byte[] raw) {
    String text = new String(raw, StandardCharsets.ISO_8859_1);
    int at = text.lastIndexOf("\r\n" + CHECKSUM + ":");
    if (at < 0) {
      return Optional.empty();
    }
    int from = at + CHECKSUM.length() + 3;
    return Optional.of(text.substring(from, text.indexOf("\r\n", from)).strip());
  }
}
