package io.entasis.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.entasis.error.ClosedException;
import io.entasis.error.InvalidInputException;
import io.entasis.error.NotFoundException;
import io.entasis.market.TimeRange;
import io.entasis.partition.ArchiveCancelledException;
import io.entasis.partition.ArchiveCorruptException;
import io.entasis.partition.ArchiveEntry;
import io.entasis.partition.ArchiveListing;
import io.entasis.partition.ArchiveMonitor;
import io.entasis.partition.ArchiveRequest;
import io.entasis.partition.ArchivedFile;
import io.entasis.partition.ContentDigest;
import io.entasis.partition.PartitionKey;
import io.entasis.partition.PartitionRows;
import io.entasis.partition.RowBuffer;
import io.entasis.partition.UnreadableEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damage of every kind is found, and said. */
class VerifyTest {

  private static final int ROWS = 3_000;

  @TempDir
  private Path folder;

  private ParquetArchive archive;
  private ArchiveEntry entry;

  @BeforeEach
  void store() {
    archive = ParquetArchive.inFolder(folder);
    entry = archive.store(Layouts.ticksOfJanuary(), SampleRows.ticks(ROWS), ArchiveMonitor.none());
  }

  @AfterEach
  void close() {
    archive.close();
  }

  @Test
  void aBitAnywhereInTheFile() throws IOException {
    byte[] good = Files.readAllBytes(file());
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 25; i++) {
      byte[] bad = good.clone();
      bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file(), bad);
      assertCorrupt("SHA-256");
    }
    Files.write(file(), good);
    archive.verify(entry, ArchiveMonitor.none());
  }

  @Test
  void aFileThatIsShorterOrLonger() throws IOException {
    byte[] good = Files.readAllBytes(file());
    for (int length : List.of(0, 1, good.length / 2, good.length - 1, good.length + 1)) {
      Files.write(file(), Arrays.copyOf(good, length));
      assertCorrupt("bytes: " + length + " instead of " + good.length);
    }
  }

  @Test
  void aFileThatIsGone() throws IOException {
    Files.delete(file());

    assertCorrupt("the file is missing");
  }

  @Test
  void anEntryThatIsGone() throws IOException {
    Files.delete(entryFile());

    assertThatThrownBy(() -> archive.verify(entry, ArchiveMonitor.none()))
        .isInstanceOf(NotFoundException.class);
    assertThat(archive.find("market_data", "market_data_y2024m01")).isEmpty();
    assertThat(archive.list().unreadable())
        .extracting(UnreadableEntry::location, UnreadableEntry::reason)
        .containsExactly(tuple(entry.file().location(), "the file has no entry"));
    archive.removeLeftovers(Duration.ofDays(-1));
    assertThat(file()).exists();
  }

  /** Only the rows tell that such a file is another one, since it is whole and says the right things of itself. */
  @Test
  void anEntryThatPromisesOtherRowsThanItsFileHas() {
    ArchiveEntry other =
        archive.store(Layouts.ticksOfJanuary(), SampleRows.ticks(ROWS + 1), ArchiveMonitor.none());
    ArchiveEntry forged = new ArchiveEntry(
        entry.partition(),
        entry.schemaVersion(),
        entry.layout(),
        other.content(),
        entry.file(),
        entry.archivedAt(),
        entry.verifiedAt());

    assertThatThrownBy(() -> archive.verify(forged, ArchiveMonitor.none()))
        .isInstanceOf(ArchiveCorruptException.class)
        .hasMessageContaining("the entry is not the one that was made");
  }

  @Test
  void aFileInThePlaceOfAnother() throws IOException {
    ArchiveRequest february = ArchiveRequest.of(
        new PartitionKey(
            "market_data", "market_data_y2024m02", TimeRange.month(Layouts.MONTH.plusMonths(1))),
        "2");
    ArchiveEntry other = archive.store(february, SampleRows.ticks(ROWS + 5), ArchiveMonitor.none());
    Files.copy(Path.of(other.file().location()), file(), StandardCopyOption.REPLACE_EXISTING);
    ArchivedFile swapped =
        new ArchivedFile(entry.file().location(), other.bytes(), other.file().sha256());
    ArchiveEntry matching = new ArchiveEntry(
        entry.partition(),
        entry.schemaVersion(),
        entry.layout(),
        entry.content(),
        swapped,
        entry.archivedAt(),
        entry.verifiedAt());
    String text = Files.readString(entryFile())
        .replace("\"" + entry.bytes() + "\"", "\"" + other.bytes() + "\"")
        .replace(entry.file().sha256(), other.file().sha256());
    Files.writeString(entryFile(), text);

    assertThatThrownBy(() -> archive.verify(matching, ArchiveMonitor.none()))
        .isInstanceOfSatisfying(
            ArchiveCorruptException.class,
            e -> assertThat(e.differences())
                .hasSize(3)
                .anyMatch(difference -> difference.startsWith("partition: market_data_y2024m02"))
                .anyMatch(difference -> difference.startsWith("content by its own words: "))
                .anyMatch(difference -> difference.startsWith("content: " + (ROWS + 5) + " rows")));
  }

  @Test
  void entriesThatCannotBeReadAreListedAndHideNothing() throws IOException {
    ArchiveEntry quotes = archive.store(
        Layouts.quotesOfJanuary(),
        SampleRows.of(Layouts.QUOTES, 0, (row, n) -> {}),
        ArchiveMonitor.none());
    String good = Files.readString(entryFile());
    for (String bad : List.of(
        "",
        "{",
        "{}",
        good.substring(0, good.length() / 2),
        good + "x",
        good.replace("decimal(20,8)", "money"),
        good.replace("2024-01-01T00:00:00Z", "2024-02-30"),
        good.replace("\"rows\": \"" + ROWS + "\"", "\"rows\": \"many\""),
        good.replace("\"format\": \"1\"", "\"format\": \"2\""),
        good.replace("\"contentHash\"", "\"contenthash\""),
        good.replace("\"columns\": \"7\"", "\"columns\": \"99999999999\""),
        good.replace("\"columns\": \"7\"", "\"columns\": \"2000000000\""),
        good + " ".repeat(2 << 20),
        good.replace("\"market_data_y2024m01\"", "\"market_data_y2024m02\""))) {
      Files.writeString(entryFile(), bad);
      ArchiveListing listing = archive.list();
      assertThat(listing.entries()).containsExactly(quotes);
      assertThat(listing.unreadable()).hasSize(1);
      assertThatThrownBy(() -> archive.find("market_data", "market_data_y2024m01"))
          .isInstanceOf(ArchiveCorruptException.class)
          .hasMessageContaining(listing.unreadable().get(0).reason());
      assertThatThrownBy(() -> archive.verify(entry, ArchiveMonitor.none()))
          .isInstanceOf(ArchiveCorruptException.class);
    }
    Files.write(entryFile(), new byte[] {(byte) 0xC3, 0x28});
    assertThat(archive.list().unreadable()).hasSize(1);
    Files.write(entryFile(), good.getBytes(StandardCharsets.UTF_8));
    assertThat(archive.list().entries()).containsExactly(entry, quotes);
  }

  @Test
  void aPartitionThatIsNotArchived() {
    assertThat(archive.find("market_data", "market_data_y1999m01")).isEmpty();
    assertThatThrownBy(() -> archive.get("market_data", "market_data_y1999m01"))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("market_data_y1999m01");
  }

  @Test
  void namesThatMeanSomethingToAFileSystem() {
    ArchiveRequest strange =
        ArchiveRequest.of(new PartitionKey("../../etc", "a/b\\c d.ü%", Layouts.RANGE), "2");

    ArchiveEntry stored = archive.store(strange, SampleRows.ticks(10), ArchiveMonitor.none());

    assertThat(Path.of(stored.file().location())).startsWith(folder);
    assertThat(archive.get("../../etc", "a/b\\c d.ü%")).isEqualTo(stored);
    assertThat(archive.list().entries()).contains(stored);
    archive.verify(stored, ArchiveMonitor.none());
  }

  @Test
  void rowsThatAreClosedOrAskedForInAnotherLayout() {
    PartitionRows rows = archive.read(entry, ArchiveMonitor.none());
    assertThatThrownBy(() -> rows.next(new RowBuffer(Layouts.QUOTES)))
        .isInstanceOf(InvalidInputException.class);
    rows.close();
    rows.close();
    assertThatThrownBy(() -> rows.next(new RowBuffer(Layouts.TICKS)))
        .isInstanceOf(ClosedException.class);
  }

  @Test
  void anInterruptIsNoDamage() {
    try (PartitionRows rows = archive.read(entry, ArchiveMonitor.none())) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> rows.next(new RowBuffer(Layouts.TICKS)))
          .isInstanceOf(ArchiveCancelledException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void theEntrySaysWhatIsThere() {
    assertThat(entry.partition()).isEqualTo(Layouts.january("market_data"));
    assertThat(entry.rows()).isEqualTo(ROWS);
    assertThat(entry.bytes()).isEqualTo(file().toFile().length());
    assertThat(entry.verifiedAt()).isBeforeOrEqualTo(entry.archivedAt());
    assertThat(entry.content()).isEqualTo(SampleRows.digest(SampleRows.ticks(ROWS)));
    assertThat(entry.content()).isNotEqualTo(ContentDigest.EMPTY);
  }

  private void assertCorrupt(String difference) {
    assertThatThrownBy(() -> archive.verify(entry, ArchiveMonitor.none()))
        .isInstanceOf(ArchiveCorruptException.class)
        .hasMessageContaining(difference);
    assertThatThrownBy(() -> archive.read(entry, ArchiveMonitor.none()))
        .isInstanceOf(ArchiveCorruptException.class)
        .hasMessageContaining(difference);
    assertThatThrownBy(() -> archive.ticks(entry).list())
        .isInstanceOf(ArchiveCorruptException.class);
  }

  private Path file() {
    return Path.of(entry.file().location());
  }

  private Path entryFile() {
    return file()
        .resolveSibling("_" + file().getFileName().toString().replace(".parquet", ".json"));
  }
}
