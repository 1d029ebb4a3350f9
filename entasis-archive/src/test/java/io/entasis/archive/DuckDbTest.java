package io.entasis.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.partition.ArchiveEntry;
import io.entasis.partition.ArchiveMonitor;
import io.entasis.partition.RowBuffer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another program reads the files as they are, and sees what we see. */
class DuckDbTest {

  @TempDir
  private Path folder;

  private ParquetArchive archive;
  private Connection duck;

  @BeforeEach
  void open() throws SQLException {
    archive = ParquetArchive.inFolder(folder);
    duck = DriverManager.getConnection("jdbc:duckdb:");
    ask("set timezone = 'UTC'");
  }

  @AfterEach
  void close() throws SQLException {
    duck.close();
    archive.close();
  }

  @Test
  void seesTheTypesOfTheTable() throws SQLException {
    assertThat(
            ask("select column_name, column_type from (describe select * from " + ticks(10) + ")"))
        .containsExactly(
            "id BIGINT",
            "symbol VARCHAR",
            "exchange VARCHAR",
            "timestamp TIMESTAMP WITH TIME ZONE",
            "price DECIMAL(20,8)",
            "volume DECIMAL(20,8)",
            "created_at TIMESTAMP WITH TIME ZONE");
  }

  @Test
  void countsAndSumsTheSame() throws SQLException {
    long rows = 50_000;
    Sums sums = new Sums();
    SampleRows.ticks(rows).forEachRow(sums::add);

    assertThat(ask("select count(*), count(distinct id), sum(price), min(price), max(price),"
            + " sum(volume), epoch_us(min(timestamp)), epoch_us(max(timestamp)),"
            + " epoch_us(max(created_at)) from " + ticks(rows)))
        .containsExactly(sums.text(rows));
  }

  /** Such numbers are packed in another way than those that repeat. */
  @Test
  void readsNumbersWithoutAnyPattern() throws SQLException {
    int rows = 130_000;
    Sums sums = new Sums();
    noise(rows).forEachRow(sums::add);
    ArchiveEntry entry =
        archive.store(Layouts.ticksOfJanuary(), noise(rows), ArchiveMonitor.none());

    assertThat(ask("select distinct encodings like '%DELTA_BYTE_ARRAY%' from parquet_metadata("
            + file(entry) + ") where path_in_schema = 'price'"))
        .containsExactly("true");
    assertThat(ask("select count(*), count(distinct id), sum(price), min(price), max(price),"
            + " sum(volume), epoch_us(min(timestamp)), epoch_us(max(timestamp)),"
            + " epoch_us(max(created_at)) from " + file(entry)))
        .containsExactly(sums.text(rows));
  }

  private static SampleRows noise(int rows) {
    Random random = new Random(13);
    return SampleRows.of(Layouts.TICKS, rows, (row, n) -> {
      BigInteger number = new BigInteger(66, random);
      row.putLong(0, random.nextLong());
      row.putText(1, "IBM");
      row.putText(2, "X" + random.nextInt());
      row.putMicros(3, random.nextLong(1L << 58));
      row.putDecimal(4, new BigDecimal(random.nextBoolean() ? number : number.negate(), 8));
      row.putDecimal(5, new BigDecimal(number, 8));
      row.putMicros(6, random.nextLong(1L << 58));
    });
  }

  @Test
  void keepsExtremesExact() throws SQLException {
    List<String> prices = List.of(
        "-999999999999.99999999",
        "-0.00000001",
        "0.00000000",
        "92233720368.54775808",
        "999999999999.99999999");
    List<String> instants = List.of(
        "2024-01-01T00:00:00Z",
        "2024-01-01T00:00:00.000001Z",
        "2024-01-15T12:00:00Z",
        "2024-01-31T23:59:59.999998Z",
        "2024-01-31T23:59:59.999999Z");
    ArchiveEntry entry = archive.store(
        Layouts.ticksOfJanuary(),
        SampleRows.of(Layouts.TICKS, prices.size(), (row, n) -> {
          row.putLong(0, Long.MAX_VALUE - n);
          row.putText(1, "🚀比特币");
          row.putText(2, "'\"\\");
          row.putMicros(3, SampleRows.micros(instants.get((int) n)));
          row.putDecimal(4, new BigDecimal(prices.get((int) n)));
          row.putDecimal(5, new BigDecimal(prices.get((int) n)).abs());
          row.putMicros(6, -1);
        }),
        ArchiveMonitor.none());

    assertThat(ask("select price::varchar from " + file(entry) + " order by timestamp"))
        .isEqualTo(prices);
    assertThat(ask("select epoch_us(timestamp) from " + file(entry) + " order by 1"))
        .isEqualTo(
            instants.stream().map(at -> Long.toString(SampleRows.micros(at))).toList());
    assertThat(ask("select distinct symbol, exchange, epoch_us(created_at) from " + file(entry)))
        .containsExactly("🚀比特币 '\"\\ -1");
    assertThat(ask("select max(id) from " + file(entry)))
        .containsExactly(Long.toString(Long.MAX_VALUE));
  }

  @Test
  void seesWhatIsMissing() throws SQLException {
    ArchiveEntry entry = archive.store(
        Layouts.quotesOfJanuary(),
        SampleRows.of(Layouts.QUOTES, 100, (row, n) -> {
          row.putLong(0, n);
          row.putText(1, "AAPL");
          row.putDecimal(2, new BigDecimal("92.5"));
          row.putMicros(3, SampleRows.micros("2024-02-16T21:00:00Z"));
          row.putText(4, "PUT");
          if (n % 4 == 0) {
            row.putDecimal(7, new BigDecimal("0.00000200"));
          }
          row.putMicros(10, SampleRows.micros("2024-01-16T21:00:00Z"));
          row.putMicros(11, SampleRows.micros("2024-01-16T21:00:00Z"));
        }),
        ArchiveMonitor.none());

    assertThat(ask("select count(iv), count(gamma), sum(gamma) from " + file(entry)))
        .containsExactly("0 25 0.00005000");
  }

  @Test
  void skipsByStatisticsAndReadsTheMetadata() throws SQLException {
    String ticks = ticks(40_000);

    assertThat(ask("select path_in_schema, stats_min_value is not null, stats_null_count,"
            + " compression from parquet_metadata(" + ticks + ") where row_group_id = 0"))
        .hasSize(7)
        .allSatisfy(column -> assertThat(column).endsWith(" true 0 ZSTD"));
    assertThat(ask(
            "select key::varchar || '=' || value::varchar from parquet_kv_metadata(" + ticks + ")"))
        .contains(
            "entasis.table=market_data",
            "entasis.partition=market_data_y2024m01",
            "entasis.from=2024-01-01T00:00:00Z",
            "entasis.to=2024-02-01T00:00:00Z",
            "entasis.schema-version=2",
            "entasis.rows=40000",
            "entasis.content-hash="
                + SampleRows.digest(SampleRows.ticks(40_000)).hash())
        .anySatisfy(label -> assertThat(label).startsWith("entasis.library-version="));
  }

  @Test
  void readsWhatStandsNowWhenAMonthWasArchivedTwice() throws SQLException {
    ticks(100);
    ticks(70);
    String current = archive.list().latest().stream()
        .map(entry -> "'" + entry.file().location() + "'")
        .collect(Collectors.joining(", ", "read_parquet([", "])"));

    assertThat(ask("select count(*) from " + current)).containsExactly("70");
    assertThat(ask("select count(*) from '" + folder + "/market_data/*/*.parquet'"))
        .containsExactly("170");
  }

  @Test
  void readsAnEmptyPartition() throws SQLException {
    assertThat(ask("select count(*), sum(price) from " + ticks(0))).containsExactly("0 null");
  }

  private String ticks(long rows) {
    return file(
        archive.store(Layouts.ticksOfJanuary(), SampleRows.ticks(rows), ArchiveMonitor.none()));
  }

  private static String file(ArchiveEntry entry) {
    return "'" + Path.of(entry.file().location()) + "'";
  }

  private List<String> ask(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = duck.createStatement()) {
      if (statement.execute(sql)) {
        ResultSet answer = statement.getResultSet();
        while (answer.next()) {
          List<String> row = new ArrayList<>();
          for (int column = 1; column <= answer.getMetaData().getColumnCount(); column++) {
            row.add(String.valueOf(answer.getString(column)));
          }
          rows.add(String.join(" ", row));
        }
      }
    }
    return rows;
  }

  /** What DuckDB should find, added up here. */
  private static final class Sums {

    private BigDecimal price = BigDecimal.ZERO;
    private BigDecimal volume = BigDecimal.ZERO;
    private BigDecimal lowest = BigDecimal.TEN.pow(12);
    private BigDecimal highest = lowest.negate();
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private long written = Long.MIN_VALUE;

    void add(RowBuffer row) {
      price = price.add(row.decimalAt(4));
      lowest = lowest.min(row.decimalAt(4));
      highest = highest.max(row.decimalAt(4));
      volume = volume.add(row.decimalAt(5));
      first = Math.min(first, row.microsAt(3));
      last = Math.max(last, row.microsAt(3));
      written = Math.max(written, row.microsAt(6));
    }

    String text(long rows) {
      return rows + " " + rows + " " + price.setScale(8) + " " + lowest.setScale(8) + " "
          + highest.setScale(8) + " " + volume.setScale(8) + " " + first + " " + last + " "
          + written;
    }
  }
}
