package io.entasis.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.archive.FolderStore;
import io.entasis.archive.ParquetArchive;
import io.entasis.archive.S3Store;
import io.entasis.archive.store.S3Credentials;
import io.entasis.archive.store.S3Encryption;
import io.entasis.error.InvalidConfigurationException;
import io.entasis.fixture.MarketSimulator;
import io.entasis.market.Micros;
import io.entasis.market.TimeRange;
import io.entasis.partition.ArchiveCorruptException;
import io.entasis.partition.ArchiveEntry;
import io.entasis.partition.ArchiveListing;
import io.entasis.partition.ArchiveMonitor;
import io.entasis.partition.ArchiveRequest;
import io.entasis.partition.ColumnType;
import io.entasis.partition.PartitionKey;
import io.entasis.partition.PartitionRows;
import io.entasis.partition.RowBuffer;
import io.entasis.partition.RowColumn;
import io.entasis.partition.RowLayout;
import io.entasis.tick.Tick;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveGuideTest {

  private static final List<Tick> TICKS =
      MarketSimulator.seeded(42).crypto().limit(2_000).list().stream()
          .sorted(Comparator.comparing(Tick::symbol))
          .toList();

  @TempDir
  private Path folder;

  @BeforeEach
  void store() {
    try (ParquetArchive archive = ParquetArchive.inFolder(folder)) {
      PartitionKey january = new PartitionKey(
          "market_data", "market_data_y2024m01", TimeRange.month(YearMonth.of(2024, 1)));
      archive.store(ArchiveRequest.of(january, "2"), new Rows(), ArchiveMonitor.none());
    }
  }

  @Test
  void reads() {
    // begin read
    try (ParquetArchive archive = ParquetArchive.inFolder(folder)) {
      ArchiveEntry month = archive.get("market_data", "market_data_y2024m01");

      List<Tick> ticks = archive.ticks(month).of("BTC-USDT").list();
      long firstDay =
          archive.ticks(month).during(TimeRange.day(LocalDate.of(2024, 1, 1))).count();
      // hide
      assertThat(ticks)
          .isNotEmpty()
          .isEqualTo(
              TICKS.stream().filter(tick -> tick.symbol().equals("BTC-USDT")).toList());
      assertThat(firstDay).isPositive();
      // show
    }
    // end read
  }

  @Test
  void namesItsOrigin() {
    // begin origin
    ParquetArchive archive =
        ParquetArchive.on(FolderStore.at(folder)).origin("prod-eu").open();
    // end origin
    assertThatThrownBy(() -> archive.get("market_data", "market_data_y2024m01"))
        .isInstanceOf(InvalidConfigurationException.class);
    archive.close();
  }

  @Test
  void opensOnS3() {
    String accessKey = "key";
    String secretKey = "secret";
    // begin s3
    ParquetArchive archive = ParquetArchive.on(S3Store.bucket("ticks")
            .region("eu-central-1")
            .prefix("entasis/")
            .encryption(S3Encryption.managed())
            .open())
        .open();
    // end s3
    archive.close();
    // begin others
    ParquetArchive other = ParquetArchive.on(S3Store.bucket("ticks")
            .endpoint(URI.create("https://s3.example.org"))
            .pathStyle()
            .credentials(() -> S3Credentials.of(accessKey, secretKey))
            .open())
        .open();
    // end others
    other.close();
  }

  @Test
  void verifies() throws IOException {
    List<String> alarms = new ArrayList<>();
    try (ParquetArchive archive = ParquetArchive.inFolder(folder)) {
      Path file = Path.of(archive.list().entries().get(0).file().location());
      Files.write(file, new byte[] {1, 2, 3});
      // begin verify
      ArchiveListing listing = archive.list();
      for (ArchiveEntry entry : listing.entries()) {
        try {
          archive.verify(entry, ArchiveMonitor.none());
        } catch (ArchiveCorruptException e) {
          alarms.add(e.getMessage()); // names the file and every difference
        }
      }
      listing.unreadable().forEach(entry -> alarms.add(entry.location() + ": " + entry.reason()));
      // end verify
    }
    assertThat(alarms).singleElement().asString().contains("bytes: 3 instead of");
  }

  @Test
  void tidies() {
    try (ParquetArchive archive = ParquetArchive.inFolder(folder)) {
      // begin tidy
      List<URI> removed = archive.removeLeftovers(Duration.ofDays(2));
      // end tidy
      assertThat(removed).isEmpty();
      assertThat(archive.list().entries()).hasSize(1);
    }
  }

  @Test
  void namesWhatStandsNow() {
    try (ParquetArchive archive = ParquetArchive.inFolder(folder)) {
      // begin current
      String files = archive.list().latest().stream()
          .filter(entry -> entry.partition().table().equals("market_data"))
          .map(entry -> "'" + entry.file().location() + "'")
          .collect(Collectors.joining(", ", "read_parquet([", "])"));
      String sql = "select symbol, count(*) from " + files + " group by all";
      // end current
      assertThat(sql)
          .startsWith("select symbol, count(*) from read_parquet(['file:/")
          .endsWith(".parquet']) group by all");
    }
  }

  /** The ticks as rows of their table. */
  private static final class Rows implements PartitionRows {

    private static final RowLayout LAYOUT = RowLayout.of(
        RowColumn.required("id", ColumnType.bigint()),
        RowColumn.required("symbol", ColumnType.text()),
        RowColumn.required("exchange", ColumnType.text()),
        RowColumn.required("timestamp", ColumnType.timestamptz()),
        RowColumn.required("price", ColumnType.decimal(20, 8)),
        RowColumn.required("volume", ColumnType.decimal(20, 8)),
        RowColumn.required("created_at", ColumnType.timestamptz()));

    private final Iterator<Tick> ticks = TICKS.iterator();
    private long id;

    @Override
    public RowLayout layout() {
      return LAYOUT;
    }

    @Override
    public boolean next(RowBuffer row) {
      row.clear();
      if (!ticks.hasNext()) {
        return false;
      }
      Tick tick = ticks.next();
      row.putLong(0, ++id);
      row.putText(1, tick.symbol());
      row.putText(2, tick.exchange());
      row.putMicros(3, Micros.of(tick.timestamp()));
      row.putDecimal(4, tick.price());
      row.putDecimal(5, tick.volume());
      row.putMicros(6, Micros.of(tick.timestamp()));
      return true;
    }

    @Override
    public void close() {
      // The list holds nothing.
    }
  }
}
