package io.entasis.internal.archive;

import io.entasis.internal.archive.parquet.FileLabels;
import io.entasis.internal.archive.parquet.ParquetFile;
import io.entasis.internal.archive.parquet.ParquetRows;
import io.entasis.partition.ArchiveCorruptException;
import io.entasis.partition.ArchiveStep;
import io.entasis.partition.ContentDigest;
import io.entasis.partition.ContentHasher;
import io.entasis.partition.RowBuffer;
import io.entasis.partition.RowLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a file has to hold.
 *
 * @param labels what it has to say of itself, the content included
 * @param layout its columns
 */
record Comparison(FileLabels labels, RowLayout layout) {

  /**
   * Reads the file from end to end.
   *
   * @param name what it is called in the message
   * @throws ArchiveCorruptException when anything is not as it has to be
   */
  void check(Path file, String name, ProgressMeter meter) {
    meter.begin(ArchiveStep.COMPARE, labels.content().rows());
    List<String> differences = new ArrayList<>();
    try (ParquetFile parquet = ParquetFile.open(file)) {
      compare(differences, "partition", labels.partition(), parquet.labels().partition());
      compare(
          differences,
          "schema version",
          labels.schemaVersion(),
          parquet.labels().schemaVersion());
      compare(
          differences,
          "content by its own words",
          labels.content(),
          parquet.labels().content());
      compare(differences, "columns", layout, parquet.layout());
      compare(differences, "content", labels.content(), digest(parquet, meter));
    } catch (IOException e) {
      throw ReadFailures.translate(name, e);
    }
    if (!differences.isEmpty()) {
      throw new ArchiveCorruptException(name, differences);
    }
  }

  private static ContentDigest digest(ParquetFile parquet, ProgressMeter meter) throws IOException {
    ParquetRows rows = ParquetRows.all(parquet);
    ContentHasher hasher = new ContentHasher();
    RowBuffer row = new RowBuffer(parquet.layout());
    while (rows.next(row)) {
      hasher.add(row);
      meter.row(() -> 0);
    }
    return hasher.digest();
  }

  private static void compare(
      List<String> differences, String what, Object expected, Object found) {
    if (!found.equals(expected)) {
      differences.add(what + ": " + found + " instead of " + expected);
    }
  }
}
