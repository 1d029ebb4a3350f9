package io.entasis.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.error.InvalidInputException;
import io.entasis.market.TimeRange;
import java.net.URI;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArchiveValuesTest {

  private static final TimeRange JANUARY = TimeRange.month(YearMonth.of(2024, 1));
  private static final PartitionKey PARTITION =
      new PartitionKey("market_data", "market_data_y2024m01", JANUARY);

  @Test
  void typesAreWrittenAsInSqlAndReadBack() {
    List<ColumnType> types = List.of(
        ColumnType.bigint(),
        ColumnType.text(),
        ColumnType.timestamptz(),
        ColumnType.decimal(20, 8),
        ColumnType.decimal(38, 38),
        ColumnType.decimal(1, 0));

    assertThat(types)
        .extracting(ColumnType::toString)
        .startsWith("bigint", "text", "timestamptz", "decimal(20,8)");
    assertThat(types)
        .allSatisfy(type -> assertThat(ColumnType.parse(type.toString())).contains(type));
    assertThat(Stream.of("", "Bigint", "decimal", "decimal(0,0)", "decimal(39,1)", "decimal(5,6)"))
        .allSatisfy(text -> assertThat(ColumnType.parse(text)).isEmpty());
  }

  @Test
  void typesThatCannotBe() {
    for (int[] digits : new int[][] {{0, 0}, {39, 0}, {5, 6}, {5, -1}}) {
      refused(() -> ColumnType.decimal(digits[0], digits[1]));
    }
    refused(() -> new ColumnType(ColumnType.Kind.TEXT, 20, 0));
  }

  @Test
  void layoutsKnowTheirColumnsByName() {
    RowLayout layout = RowLayout.of(
        RowColumn.required("id", ColumnType.bigint()),
        RowColumn.optional("iv", ColumnType.decimal(18, 8)));

    assertThat(layout.indexOf("iv")).isEqualTo(1);
    assertThat(layout.find("IV")).isEmpty();
    assertThat(layout).hasToString("(id bigint not null, iv decimal(18,8))");
    refused(() -> layout.indexOf("delta"));
    refused(() -> RowLayout.of());
    refused(() -> RowLayout.of(layout.column(0), layout.column(0)));
    refused(() -> RowColumn.required(" ", ColumnType.text()));
  }

  @Test
  void descriptionsThatCannotBe() {
    refused(() -> new PartitionKey("", "p", JANUARY));
    refused(() -> new PartitionKey("t", " ", JANUARY));
    refused(() -> new PartitionKey("t", "p", TimeRange.of(JANUARY.from(), JANUARY.from())));
    refused(() -> ArchiveRequest.of(PARTITION, ""));
    refused(() -> ArchiveRequest.of(PARTITION, "2").expecting(-1));
    refused(() -> new ArchivedFile(URI.create("file:/x"), -1, "0".repeat(64)));
    refused(() -> new ArchivedFile(URI.create("file:/x"), 1, "0".repeat(63)));
    refused(() -> new ArchivedFile(URI.create("file:/x"), 1, "G".repeat(64)));
    refused(() -> new ArchiveEntry(
        PARTITION,
        "",
        RowLayout.of(RowColumn.required("id", ColumnType.bigint())),
        ContentDigest.EMPTY,
        new ArchivedFile(URI.create("file:/x"), 1, "0".repeat(64)),
        Instant.EPOCH,
        Instant.EPOCH));
  }

  @Test
  void corruptionNamesEveryDifference() {
    ArchiveCorruptException corrupt = new ArchiveCorruptException(
        "s3://b/x", List.of("rows: 1 instead of 2", "bytes: 3 instead of 4"));

    assertThat(corrupt)
        .hasMessage("s3://b/x is corrupt: rows: 1 instead of 2; bytes: 3 instead of 4");
    assertThat(corrupt.differences())
        .containsExactly("rows: 1 instead of 2", "bytes: 3 instead of 4");
  }

  private static void refused(Runnable action) {
    assertThatThrownBy(action::run).isInstanceOf(InvalidInputException.class);
  }
}
