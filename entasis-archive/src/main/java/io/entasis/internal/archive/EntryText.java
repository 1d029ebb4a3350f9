package io.entasis.internal.archive;

import io.entasis.error.InvalidInputException;
import io.entasis.market.TimeRange;
import io.entasis.partition.ArchiveEntry;
import io.entasis.partition.ArchivedFile;
import io.entasis.partition.ColumnType;
import io.entasis.partition.ContentDigest;
import io.entasis.partition.PartitionKey;
import io.entasis.partition.RowColumn;
import io.entasis.partition.RowLayout;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Entries as the text that stands in the store. Where the file is follows from where the text is. */
final class EntryText {

  private static final String FORMAT = "1";
  private static final String ORIGIN = "origin";

  private final Map<String, String> fields;

  private EntryText(Map<String, String> fields) {
    this.fields = fields;
  }

  static String of(ArchiveEntry entry, Origin origin) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("format", FORMAT);
    origin.name().ifPresent(name -> fields.put(ORIGIN, name));
    fields.put("table", entry.partition().table());
    fields.put("partition", entry.partition().name());
    fields.put("from", entry.partition().range().from().toString());
    fields.put("to", entry.partition().range().to().toString());
    fields.put("schemaVersion", entry.schemaVersion());
    fields.put("rows", Long.toString(entry.rows()));
    fields.put("contentHash", entry.content().hash());
    fields.put("bytes", Long.toString(entry.bytes()));
    fields.put("sha256", entry.file().sha256());
    fields.put("archivedAt", entry.archivedAt().toString());
    fields.put("verifiedAt", entry.verifiedAt().toString());
    fields.put("columns", Integer.toString(entry.layout().size()));
    for (int i = 0; i < entry.layout().size(); i++) {
      RowColumn column = entry.layout().column(i);
      fields.put("column." + i + ".name", column.name());
      fields.put("column." + i + ".type", column.type().toString());
      fields.put("column." + i + ".nullable", Boolean.toString(column.nullable()));
    }
    return FlatJson.write(fields);
  }

  /**
   * Reads the text.
   *
   * @throws InvalidInputException with the reason when it is no entry of a known format
   */
  static EntryText parse(String text) {
    EntryText entry = new EntryText(FlatJson.read(text));
    if (!entry.text("format").equals(FORMAT)) {
      throw new InvalidInputException("its format is not known to this version");
    }
    return entry;
  }

  /** The database that it is of. */
  Origin origin() {
    return new Origin(Optional.ofNullable(fields.get(ORIGIN)));
  }

  /**
   * The entry that the text stands for.
   *
   * @param file where the file of the entry is
   * @throws InvalidInputException with the reason when it stands for none
   */
  ArchiveEntry entry(URI file) {
    try {
      return read(file);
    } catch (DateTimeException | NumberFormatException e) {
      throw new InvalidInputException("a time or a number in it is none", e);
    }
  }

  private ArchiveEntry read(URI file) {
    return new ArchiveEntry(
        new PartitionKey(
            text("table"), text("partition"), TimeRange.of(instant("from"), instant("to"))),
        text("schemaVersion"),
        layout(),
        ContentDigest.of(number("rows"), text("contentHash")),
        new ArchivedFile(file, number("bytes"), text("sha256")),
        instant("archivedAt"),
        instant("verifiedAt"));
  }

  private RowLayout layout() {
    long count = number("columns");
    if (count > fields.size()) {
      throw new InvalidInputException("it promises more columns than it has");
    }
    List<RowColumn> columns = IntStream.range(0, (int) count)
        .mapToObj(i -> "column." + i)
        .map(column -> new RowColumn(
            text(column + ".name"),
            ColumnType.parse(text(column + ".type"))
                .orElseThrow(() -> new InvalidInputException("a type in it is none")),
            Boolean.parseBoolean(text(column + ".nullable"))))
        .toList();
    return new RowLayout(columns);
  }

  private Instant instant(String name) {
    return Instant.parse(text(name));
  }

  private long number(String name) {
    return Long.parseLong(text(name));
  }

  private String text(String name) {
    return Optional.ofNullable(fields.get(name))
        .orElseThrow(() -> new InvalidInputException("it lacks the field " + name));
  }
}
