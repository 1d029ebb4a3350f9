package io.entasis.internal.archive.parquet;

import io.entasis.error.InvalidInputException;
import io.entasis.market.TimeRange;
import io.entasis.partition.ArchiveRequest;
import io.entasis.partition.ContentDigest;
import io.entasis.partition.PartitionKey;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a file says of itself, as the key-value metadata of Parquet.
 *
 * @param partition the partition
 * @param schemaVersion the version of its schema
 * @param content number and hash of the rows
 */
public record FileLabels(PartitionKey partition, String schemaVersion, ContentDigest content) {

  private static final String TABLE = "entasis.table";
  private static final String PARTITION = "entasis.partition";
  private static final String FROM = "entasis.from";
  private static final String TO = "entasis.to";
  private static final String SCHEMA_VERSION = "entasis.schema-version";
  private static final String ROWS = "entasis.rows";
  private static final String CONTENT_HASH = "entasis.content-hash";
  private static final String LIBRARY_VERSION = "entasis.library-version";

  /** The labels that are known before the first row. */
  static Map<String, String> of(ArchiveRequest request) {
    PartitionKey partition = request.partition();
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put(TABLE, partition.table());
    labels.put(PARTITION, partition.name());
    labels.put(FROM, partition.range().from().toString());
    labels.put(TO, partition.range().to().toString());
    labels.put(SCHEMA_VERSION, request.schemaVersion());
    labels.put(LIBRARY_VERSION, libraryVersion());
    return labels;
  }

  /** The labels that are known after the last row. */
  static Map<String, String> of(ContentDigest content) {
    return Map.of(ROWS, Long.toString(content.rows()), CONTENT_HASH, content.hash());
  }

  /** The labels of a file, or nothing when they are incomplete. */
  static Optional<FileLabels> parse(Map<String, String> labels) {
    try {
      return Optional.of(new FileLabels(
          new PartitionKey(
              text(labels, TABLE),
              text(labels, PARTITION),
              TimeRange.of(Instant.parse(text(labels, FROM)), Instant.parse(text(labels, TO)))),
          text(labels, SCHEMA_VERSION),
          ContentDigest.of(Long.parseLong(text(labels, ROWS)), text(labels, CONTENT_HASH))));
    } catch (InvalidInputException | DateTimeException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static String text(Map<String, String> labels, String name) {
    @Nullable String text = labels.get(name);
    if (text == null) {
      throw new InvalidInputException("there is no label " + name);
    }
    return text;
  }

  private static String libraryVersion() {
    return Optional.ofNullable(FileLabels.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
