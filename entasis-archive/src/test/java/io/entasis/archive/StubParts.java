package io.entasis.archive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * Objects in parts, as strict about checksums as Amazon's store: parts come with the one that was named at the start, and with no other,
 * and whoever completes the object repeats them all.
 */
final class StubParts {

  private static final Pattern PART = Pattern.compile("<Part>(.*?)</Part>", Pattern.DOTALL);
  private static final Instant STARTED = Instant.parse("2024-01-01T00:00:00Z");

  private final Map<String, Upload> uploads = new ConcurrentHashMap<>();

  /** Whole keys of what is begun and neither completed nor given up. */
  Iterable<String> keys() {
    return uploads.values().stream().map(Upload::key).sorted().toList();
  }

  /** As if a process had begun an object and died. */
  void leave(String key) {
    start(key, false, Map.of());
  }

  /** As if somebody had given up all of them. */
  void discard() {
    uploads.clear();
  }

  Answer start(String key, boolean checksums, Map<String, String> metadata) {
    String id = UUID.randomUUID().toString();
    uploads.put(id, new Upload(key, checksums, metadata, new TreeMap<>()));
    return Answer.of("<InitiateMultipartUploadResult><UploadId>" + id
        + "</UploadId></InitiateMultipartUploadResult>");
  }

  /** Takes a part; the checksum is the one that came with it. */
  Answer put(String id, int number, byte[] bytes, Optional<String> checksum) {
    Upload upload = uploads.get(id);
    if (upload == null) {
      return Answer.failure(404, "NoSuchUpload");
    }
    if (upload.checksums != checksum.isPresent()) {
      return Answer.failure(400, "InvalidRequest");
    }
    if (checksum.isPresent() && !checksum.get().equals(crc32(bytes))) {
      return Answer.failure(400, "BadDigest");
    }
    upload.parts.put(number, bytes);
    return Answer.of("").with("ETag", tag(bytes)).with("x-amz-checksum-crc32", checksum.orElse(""));
  }

  Answer copy(String id, int number, byte[] bytes) {
    Upload upload = uploads.get(id);
    if (upload == null) {
      return Answer.failure(404, "NoSuchUpload");
    }
    upload.parts.put(number, bytes);
    return Answer.of("<CopyPartResult><ETag>" + tag(bytes) + "</ETag>"
        + (upload.checksums ? "<ChecksumCRC32>" + crc32(bytes) + "</ChecksumCRC32>" : "")
        + "</CopyPartResult>");
  }

  /** Makes the object of its parts, when they are named as they came. */
  Answer complete(
      String id,
      String named,
      NavigableMap<String, byte[]> objects,
      Map<String, Map<String, String>> metadata) {
    Upload upload = uploads.get(id);
    if (upload == null) {
      return Answer.failure(404, "NoSuchUpload");
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    Matcher part = PART.matcher(named);
    while (part.find()) {
      byte[] bytes = upload.parts.get(Integer.valueOf(field(part.group(1), "PartNumber")));
      if (bytes == null || !upload.isNamed(part.group(1), bytes)) {
        return Answer.failure(400, "InvalidPart");
      }
      whole.writeBytes(bytes);
    }
    uploads.remove(id);
    objects.put(upload.key, whole.toByteArray());
    metadata.put(upload.key, upload.metadata);
    return Answer.of(
        "<CompleteMultipartUploadResult><ETag>\"x\"</ETag>" + "</CompleteMultipartUploadResult>");
  }

  Answer abort(String id) {
    return uploads.remove(id) == null ? Answer.failure(404, "NoSuchUpload") : Answer.of("");
  }

  Answer list() {
    StringBuilder all = new StringBuilder();
    uploads.forEach((id, upload) -> all.append("<Upload><Key>")
        .append(upload.key.replace("&", "&amp;"))
        .append("</Key><UploadId>")
        .append(id)
        .append("</UploadId><Initiated>")
        .append(STARTED)
        .append("</Initiated></Upload>"));
    return Answer.of("<ListMultipartUploadsResult><IsTruncated>false</IsTruncated>" + all
        + "</ListMultipartUploadsResult>");
  }

  private static String field(String xml, String name) {
    Matcher field = Pattern.compile("<" + name + ">(.*?)</" + name + ">").matcher(xml);
    return field.find() ? field.group(1).replace("&quot;", "\"") : "";
  }

  private static String tag(byte[] bytes) {
    try {
      return '"' + HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes)) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static String crc32(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return Base64.getEncoder()
        .encodeToString(HexFormat.of().parseHex(HexFormat.of().toHexDigits((int) crc.getValue())));
  }

  private record Upload(
      String key,
      boolean checksums,
      Map<String, String> metadata,
      NavigableMap<Integer, byte[]> parts) {

    boolean isNamed(String part, byte[] bytes) {
      return field(part, "ETag").equals(tag(bytes))
          && field(part, "ChecksumCRC32").equals(checksums ? crc32(bytes) : "");
    }
  }

  /**
   * What is answered.
   *
   * @param status the status
   * @param headers the headers
   * @param xml the body, or nothing
   */
  record Answer(int status, Map<String, String> headers, String xml) {

    static Answer of(String xml) {
      return new Answer(200, Map.of(), xml);
    }

    static Answer failure(int status, String code) {
      return new Answer(status, Map.of(), "<Error><Code>" + code + "</Code></Error>");
    }

    Answer with(String header, String value) {
      Map<String, String> more = new TreeMap<>(headers);
      more.put(header, value);
      return new Answer(status, more, xml);
    }

    byte[] body() {
      return xml.isEmpty() ? new byte[0] : xml.getBytes(StandardCharsets.UTF_8);
    }
  }
}
