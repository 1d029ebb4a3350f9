package io.entasis.internal.archive.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.market.Micros;
import io.entasis.market.TimeRange;
import io.entasis.partition.ArchiveRequest;
import io.entasis.partition.ColumnType;
import io.entasis.partition.PartitionKey;
import io.entasis.partition.RowBuffer;
import io.entasis.partition.RowColumn;
import io.entasis.partition.RowLayout;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of many row groups and pages, and what is skipped in them. */
class ParquetRowsTest {

  private static final RowLayout LAYOUT = RowLayout.of(
      RowColumn.required("id", ColumnType.bigint()),
      RowColumn.required("symbol", ColumnType.text()),
      RowColumn.required("timestamp", ColumnType.timestamptz()),
      RowColumn.optional("price", ColumnType.decimal(20, 8)),
      RowColumn.optional("note", ColumnType.text()));

  private static final ArchiveRequest REQUEST = ArchiveRequest.of(
      new PartitionKey("t", "t_y2024m01", TimeRange.month(YearMonth.of(2024, 1))), "2");

  private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
  private static final int SYMBOLS = 7;
  private static final int EACH = 9_000;

  @TempDir
  private Path folder;

  private Path path;

  @BeforeEach
  void write() throws IOException {
    path = folder.resolve("x.parquet");
    Random random = new Random(5);
    try (ParquetRowWriter writer = ParquetRowWriter.open(path, REQUEST, LAYOUT, 25_000)) {
      RowBuffer row = new RowBuffer(LAYOUT);
      for (int n = 0; n < SYMBOLS * EACH; n++) {
        row.clear();
        row.putLong(0, n);
        row.putText(1, "S" + n / EACH);
        row.putMicros(2, Micros.of(START) + (n % EACH) * 1_000_000L);
        if (random.nextInt(4) > 0) {
          row.putUnscaled(3, random.nextLong());
        }
        if (random.nextInt(100) == 0) {
          row.putText(4, "note " + n);
        }
        writer.write(row);
      }
    }
  }

  /** Pages are read in many places; at none of them does an interrupt make the file look broken. */
  @Test
  void anInterruptAtAnyPageSaysNothingOfTheFile() throws IOException {
    int noticed = 0;
    for (int at = 0; at < SYMBOLS * EACH; at += 2_371) {
      try (ParquetFile file = ParquetFile.open(path)) {
        ParquetRows rows = ParquetRows.all(file);
        RowBuffer row = new RowBuffer(LAYOUT);
        for (int n = 0; n < at; n++) {
          rows.next(row);
        }
        Thread.currentThread().interrupt();
        while (rows.next(row)) {
          // until a page is wanted
        }
      } catch (UnreadableFileException e) {
        assertThat(e.reason()).isInstanceOf(ClosedByInterruptException.class);
        noticed++;
      } finally {
        Thread.interrupted();
      }
    }
    assertThat(noticed).isGreaterThan(10);
  }

  @Test
  void whatTheFileSystemCannotReadIsNotBroken() {
    assertThatThrownBy(() -> ParquetFile.open(folder)).isInstanceOf(UnreadableFileException.class);
    assertThatThrownBy(() -> ParquetFile.open(folder.resolve("none")))
        .isInstanceOfSatisfying(
            UnreadableFileException.class,
            e -> assertThat(e.reason()).isInstanceOf(NoSuchFileException.class));
  }

  @Test
  void allRowsComeInTheirOrder() throws IOException {
    List<Long> ids = ids(Optional.empty());

    assertThat(ids).hasSize(SYMBOLS * EACH).isSorted();
    try (ParquetFile file = ParquetFile.open(path)) {
      assertThat(file.rowGroups()).hasSize(3);
    }
  }

  @Test
  void filtersFindWhatLookingAtEveryRowFinds() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 40; i++) {
      Optional<Set<String>> names = random.nextInt(3) == 0
          ? Optional.empty()
          : Optional.of(Set.of("S" + random.nextInt(SYMBOLS + 1), "T" + random.nextInt(3)));
      int from = random.nextInt(EACH + 50) - 20;
      Optional<TimeRange> span = random.nextInt(3) == 0
          ? Optional.empty()
          : Optional.of(TimeRange.of(
              START.plusSeconds(from), START.plusSeconds(from + random.nextInt(2_000))));
      RowFilter filter = new RowFilter("symbol", names, "timestamp", span);

      assertThat(ids(Optional.of(filter)))
          .as("seed %d, %s", seed, filter)
          .isEqualTo(expected(names, span));
    }
  }

  @Test
  void rowGroupsAndPagesWithoutWantedRowsAreLeftOut() throws IOException {
    RowFilter absent =
        new RowFilter("symbol", Optional.of(Set.of("S3x")), "timestamp", Optional.empty());
    RowFilter minute = new RowFilter(
        "symbol",
        Optional.of(Set.of("S1")),
        "timestamp",
        Optional.of(TimeRange.of(START.plusSeconds(100), START.plusSeconds(160))));
    try (ParquetFile file = ParquetFile.open(path)) {
      assertThat(mayBeWanted(file, Optional.of(absent))).isLessThanOrEqualTo(20_000);
      assertThat(mayBeWanted(file, Optional.of(minute))).isBetween(60L, 20_000L);
      assertThat(mayBeWanted(file, Optional.empty())).isEqualTo(SYMBOLS * EACH);
    }
  }

  @Test
  void brokenFilesAreNoticedWhateverIsBroken() throws IOException {
    byte[] good = Files.readAllBytes(path);
    long seed = Long.getLong("entasis.seed", 1);
    Random random = new Random(seed);
    for (int i = 0; i < 120; i++) {
      byte[] bad = good.clone();
      int at = random.nextInt(bad.length);
      bad[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(path, bad);

      List<Long> ids;
      try {
        ids = ids(Optional.empty());
      } catch (IOException e) {
        continue; // noticed
      }
      // What is left are bits that no reader looks at, such as those of statistics.
      assertThat(ids).as("seed %d, byte %d", seed, at).hasSize(SYMBOLS * EACH).isSorted();
    }
    for (int length : List.of(0, 1, 7, 8, 100, good.length / 2, good.length - 1)) {
      Files.write(path, Arrays.copyOf(good, length));
      assertThatThrownBy(() -> ids(Optional.empty()))
          .as("cut after %d bytes", length)
          .isInstanceOf(IOException.class);
    }
    Files.write(path, good);
    assertThat(ids(Optional.empty())).hasSize(SYMBOLS * EACH).isSorted();
  }

  /** Checksums of pages say nothing of it, and a reader would end early without a word. */
  @Test
  void aRowGroupThatClaimsOtherRowsIsNoticed() throws IOException {
    rewriteFooter(footer -> {
      RowGroup group = footer.getRow_groups().get(1);
      group.setNum_rows(group.getNum_rows() - 1);
    });
    assertThatThrownBy(() -> ids(Optional.empty()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("62999 rows and not 63000");

    rewriteFooter(footer -> footer.getRow_groups().get(1).setNum_rows(0));
    assertThatThrownBy(() -> ids(Optional.empty()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has no rows");
  }

  @Test
  void pagesThatAreOutOfOrderAreNoticed() throws IOException {
    AtomicReference<ColumnChunk> first = new AtomicReference<>();
    rewriteFooter(footer -> first.set(footer.getRow_groups().get(0).getColumns().get(0)));
    ColumnChunk chunk = Objects.requireNonNull(first.get());
    byte[] bytes = Files.readAllBytes(path);
    int at = Math.toIntExact(chunk.getOffset_index_offset());
    OffsetIndex index =
        Util.readOffsetIndex(new ByteArrayInputStream(bytes, at, chunk.getOffset_index_length()));
    long second = index.getPage_locations().get(1).getFirst_row_index();
    index.getPage_locations().get(0).setFirst_row_index(second);
    index.getPage_locations().get(1).setFirst_row_index(0);
    ByteArrayOutputStream swapped = new ByteArrayOutputStream();
    Util.writeOffsetIndex(index, swapped);
    assertThat(swapped.size()).isEqualTo(chunk.getOffset_index_length());
    System.arraycopy(swapped.toByteArray(), 0, bytes, at, swapped.size());
    Files.write(path, bytes);

    assertThatThrownBy(() -> ids(Optional.empty()))
        .isInstanceOf(IOException.class)
        .hasStackTraceContaining("out of order");
  }

  private void rewriteFooter(Consumer<FileMetaData> change) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
    int length = bytes.getInt(bytes.limit() - 8);
    int start = bytes.limit() - 8 - length;
    FileMetaData footer =
        Util.readFileMetaData(new ByteArrayInputStream(bytes.array(), start, length));
    change.accept(footer);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(bytes.array(), 0, start);
    Util.writeFileMetaData(footer, file);
    int written = file.size() - start;
    file.write(
        ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(written).array());
    file.write("PAR1".getBytes(StandardCharsets.US_ASCII));
    Files.write(path, file.toByteArray());
  }

  @Test
  void aFileOfAnotherProgramIsRefused() throws IOException {
    Files.writeString(path, "PAR1 this is no Parquet PAR1");

    assertThatThrownBy(() -> ParquetFile.open(path)).isInstanceOf(IOException.class);
  }

  private long mayBeWanted(ParquetFile file, Optional<RowFilter> filter) {
    GroupSelection selection = new GroupSelection(file, filter);
    return file.rowGroups().stream()
        .mapToLong(group -> selection.of(group).rowCount())
        .sum();
  }

  private List<Long> ids(Optional<RowFilter> filter) throws IOException {
    List<Long> ids = new ArrayList<>();
    try (ParquetFile file = ParquetFile.open(path)) {
      ParquetRows rows = filter
          .map(wanted -> ParquetRows.wanted(file, wanted))
          .orElseGet(() -> ParquetRows.all(file));
      RowBuffer row = new RowBuffer(file.layout());
      while (rows.next(row)) {
        ids.add(row.longAt(0));
      }
    }
    return ids;
  }

  private static List<Long> expected(Optional<Set<String>> names, Optional<TimeRange> span) {
    List<Long> ids = new ArrayList<>();
    for (long n = 0; n < SYMBOLS * EACH; n++) {
      String symbol = "S" + n / EACH;
      Instant at = START.plusSeconds(n % EACH);
      if (names.map(all -> all.contains(symbol)).orElse(true)
          && span.map(range -> range.contains(at)).orElse(true)) {
        ids.add(n);
      }
    }
    return ids;
  }
}
