package io.entasis.conformance.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.Entasis;
import io.entasis.archive.ParquetArchive;
import io.entasis.archive.S3Store;
import io.entasis.archive.store.S3Credentials;
import io.entasis.error.InvalidInputException;
import io.entasis.fixture.MarketSimulator;
import io.entasis.market.TimeRange;
import io.entasis.partition.ArchiveEntry;
import io.entasis.partition.ArchiveMonitor;
import io.entasis.partition.ArchiveRequest;
import io.entasis.partition.ColumnType;
import io.entasis.partition.ContentDigest;
import io.entasis.partition.PartitionKey;
import io.entasis.partition.PartitionRows;
import io.entasis.partition.RowBuffer;
import io.entasis.partition.RowColumn;
import io.entasis.partition.RowLayout;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.S3Server;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A month leaves the database, goes through the archive, and comes back the same to the bit. */
@EntasisTest
class ArchivedMonthTest {

  private static final TimeRange JANUARY = TimeRange.month(YearMonth.of(2024, 1));
  private static final String TICKS_OF_JANUARY = "market_data_y2024m01";
  private static final String QUOTES_OF_JANUARY = "option_data_y2024m01";

  private static final String EXTREMES = """
      insert into market_data (id, symbol, exchange, timestamp, price, volume, created_at) values
        (1, 'CL', 'NYMEX', '2024-01-01 00:00:00+00', -37.63, 0, '1999-12-31 23:59:59.999999+00'),
        (2, 'BTC', 'ü比特币🚀', '2024-01-31 23:59:59.999999+00', 999999999999.99999999,
         999999999999.99999999, '2024-01-31 00:00:00+00'),
        (3, 'BTC', 'X', '2024-01-15 12:00:00.000001+00', -999999999999.99999999, 0.00000001,
         '2024-01-31 00:00:00+00'),
        (4, 'BTC', 'X', '2024-01-15 12:00:00.000001+00', 92233720368.54775808, 100000000,
         '2024-01-31 00:00:00+00'),
        (9223372036854775807, 'TWICE', 'X', '2024-01-16 12:00:00+00', 99999999.99999999, 1,
         '2024-01-31 00:00:00+00')
      """;

  @TempDir
  private Path folder;

  @Test
  void ticksGoToAFolderAndBack(Entasis entasis, TestDatabase database) throws SQLException {
    List<Tick> ticks = MarketSimulator.seeded(3).crypto().limit(3_000).list();
    entasis.ticks().saveAll(ticks);
    database.execute(EXTREMES);
    try (ParquetArchive archive = ParquetArchive.inFolder(folder);
        Connection connection = database.connect()) {
      ArchiveEntry entry = archive(archive, connection, "market_data", Exports.TICKS);

      assertThat(entry.rows()).isEqualTo(ticks.size() + 5);
      assertThat(entry.content())
          .isEqualTo(Exports.digestByJdbc(connection, TICKS_OF_JANUARY, Exports.TICKS));
      restore(connection, archive, entry);
      assertNothingDiffers(database, TICKS_OF_JANUARY);
      assertThat(Exports.digest(Exports.copied(connection, "restored", "symbol", Exports.TICKS)))
          .isEqualTo(entry.content());
      assertThat(archive.ticks(entry).list())
          .isEqualTo(entasis.ticks().all().during(JANUARY).list().stream()
              .sorted(Comparator.comparing(Tick::symbol))
              .toList());
    }
  }

  @Test
  void quotesWithEveryGapGoToS3AndBack(TestDatabase database) throws SQLException {
    try (Entasis entasis = database.entasis().open()) {
      entasis.schema().migrate();
    }
    database.execute("create table option_data_y2024m01 partition of option_data"
        + " for values from ('2024-01-01 00:00:00+00') to ('2024-02-01 00:00:00+00')");
    database.execute("insert into option_data (underlying, strike_price, expiry_date, option_type,"
        + " iv, delta, gamma, theta, vega, timestamp)"
        + " select 'AAPL', n + 0.00000001, '2024-02-16 21:00:00+00', 'PUT',"
        + " case when n & 1 > 0 then 0.2175 end, case when n & 2 > 0 then -1 end,"
        + " case when n & 4 > 0 then 0.00000200 end, case when n & 8 > 0 then -9999999999.99999999 end,"
        + " case when n & 16 > 0 then 0 end, '2024-01-16 21:00:00+00'"
        + " from generate_series(32, 95) n");
    try (S3Server server = server();
        ParquetArchive archive = ParquetArchive.on(S3Store.bucket(server.bucket("quotes"))
                .endpoint(server.endpoint())
                .pathStyle()
                .credentials(() -> S3Credentials.of(server.accessKey(), server.secretKey()))
                .open())
            .workFolder(folder.resolve("work"))
            .open();
        Connection connection = database.connect()) {
      ArchiveEntry entry = archive(archive, connection, "option_data", Exports.QUOTES);

      assertThat(entry.content())
          .isEqualTo(Exports.digestByJdbc(connection, QUOTES_OF_JANUARY, Exports.QUOTES));
      restore(connection, archive, entry);
      assertNothingDiffers(database, QUOTES_OF_JANUARY);
      archive.verify(entry, ArchiveMonitor.none());
      assertThat(archive.quotes(entry).count()).isEqualTo(64);
    }
  }

  /** The constant is the same on every version of the server, and must stay so. */
  @Test
  void theContentHashDependsOnTheRowsAlone(Entasis entasis, TestDatabase database)
      throws SQLException {
    entasis.ticks().saveAll(List.of());
    database.execute("create table market_data_y2024m01 partition of market_data"
        + " for values from ('2024-01-01 00:00:00+00') to ('2024-02-01 00:00:00+00')");
    database.execute(EXTREMES);
    for (String setting : List.of(
        "set timezone = 'Asia/Kathmandu'",
        "set timezone = 'America/New_York'; set datestyle = 'ISO, DMY'",
        "set extra_float_digits = 0; set intervalstyle = 'sql_standard'",
        "set client_min_messages = 'error'; set enable_seqscan = off")) {
      for (String order : List.of("id", "timestamp desc, id", "symbol, price")) {
        try (Connection connection = database.connect()) {
          try (var statement = connection.createStatement()) {
            statement.execute(setting);
          }
          assertThat(Exports.digest(
                  Exports.copied(connection, TICKS_OF_JANUARY, order, Exports.TICKS)))
              .as("%s, by %s", setting, order)
              .hasToString("5 rows, hash 0b81b9bf826fd7e0a9ba0b6af0a28698");
        }
      }
    }
  }

  @Test
  void aChangeOfASingleDigitChangesTheHash(Entasis entasis, TestDatabase database)
      throws SQLException {
    entasis.ticks().saveAll(MarketSimulator.seeded(3).crypto().limit(50).list());
    try (Connection connection = database.connect()) {
      ContentDigest before = digest(connection);
      for (String change : List.of(
          "price = price + 0.00000001",
          "id = id + 1",
          "exchange = exchange || 'x'",
          "created_at = created_at + interval '1 microsecond'",
          "timestamp = timestamp + interval '1 microsecond'",
          "volume = volume + 1")) {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
          statement.execute(
              "update market_data set " + change + " where id = (select max(id) from market_data)");
        }
        assertThat(digest(connection)).as(change).isNotEqualTo(before);
        connection.rollback();
        assertThat(digest(connection)).isEqualTo(before);
        connection.rollback();
      }
    }
  }

  @Test
  void whatNoArchiveCanHoldIsRefusedByTheNameOfItsColumn(Entasis entasis, TestDatabase database)
      throws SQLException {
    entasis.ticks().saveAll(MarketSimulator.seeded(3).crypto().limit(5).list());
    database.execute("create table strange (id bigint, delta numeric(18,8), at timestamptz)");
    RowLayout layout = RowLayout.of(
        Exports.QUOTES.column(0),
        Exports.QUOTES.column(6),
        RowColumn.required("at", ColumnType.timestamptz()));
    for (String row : List.of("1, 'NaN', '2024-01-01'", "1, 0, 'infinity'", "1, 0, '-infinity'")) {
      database.execute("truncate strange");
      database.execute("insert into strange values (" + row + ")");
      try (Connection connection = database.connect();
          PartitionRows rows = Exports.copied(connection, "strange", "id", layout)) {
        assertThatThrownBy(() -> rows.next(new RowBuffer(layout)))
            .isInstanceOf(InvalidInputException.class)
            .hasMessageMatching(".*(delta decimal|at timestamptz).*");
      }
    }
  }

  private static ArchiveEntry archive(
      ParquetArchive archive, Connection connection, String table, RowLayout layout) {
    String partition = table + "_y2024m01";
    ArchiveRequest request = ArchiveRequest.of(new PartitionKey(table, partition, JANUARY), "2");
    try (PartitionRows rows = Exports.copied(
        connection, partition, layout.column(1).name() + " collate \"C\", timestamp, id", layout)) {
      return archive.store(request, rows, ArchiveMonitor.none());
    }
  }

  /** The archived rows into a table of their own. */
  private static void restore(Connection connection, ParquetArchive archive, ArchiveEntry entry)
      throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(
          "create table restored (like " + entry.partition().table() + " including defaults)");
    }
    int columns = entry.layout().size();
    String marks = IntStream.range(0, columns).mapToObj(n -> "?").collect(Collectors.joining(","));
    try (PartitionRows rows = archive.read(entry, ArchiveMonitor.none());
        PreparedStatement insert =
            connection.prepareStatement("insert into restored values (" + marks + ")")) {
      RowBuffer row = new RowBuffer(rows.layout());
      while (rows.next(row)) {
        for (int column = 0; column < columns; column++) {
          insert.setObject(column + 1, value(row, column).orElse(null));
        }
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static Optional<Object> value(RowBuffer row, int column) {
    if (row.isNull(column)) {
      return Optional.empty();
    }
    return Optional.of(
        switch (row.layout().column(column).type().kind()) {
          case BIGINT -> row.longAt(column);
          case TEXT -> row.textAt(column);
          case TIMESTAMPTZ -> row.instantAt(column).atOffset(ZoneOffset.UTC);
          case DECIMAL -> row.decimalAt(column);
        });
  }

  private static void assertNothingDiffers(TestDatabase database, String partition) {
    assertThat(database.query("select count(*) from ((table " + partition
            + " except all table restored) union all (table restored except all table "
            + partition + ")) as differing"))
        .containsExactly("0");
    assertThat(database.query("select count(*) from restored"))
        .isEqualTo(database.query("select count(*) from " + partition));
  }

  private static ContentDigest digest(Connection connection) {
    return Exports.digest(Exports.copied(connection, "market_data", "id", Exports.TICKS));
  }

  private S3Server server() {
    return S3Server.start(
        Path.of(System.getProperty("entasis.test.s3proxy", "target/s3proxy/s3proxy.jar")), folder);
  }
}
