package io.entasis.conformance.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.archive.ParquetArchive;
import io.entasis.market.PutCall;
import io.entasis.option.OptionContract;
import io.entasis.option.OptionQuote;
import io.entasis.partition.BackfillReport;
import io.entasis.partition.PartitionKey;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.testkit.TestServer;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FilledMonth of option quotes. */
@EntasisTest
class QuoteLoadingTest {

  private static final String PARTITION = "option_data_y2024m02";
  private static final Instant EXPIRY = Instant.parse("2024-06-28T08:00:00Z");
  private static final String ROWS =
      "select row_number() over (order by id), underlying, strike_price, expiry_date, option_type, iv, delta, gamma, theta, vega, timestamp"
          + " from option_data order by id";
  private static final String CONTRACTS = "select * from option_contract order by 1, 2, 3, 4";

  @Test
  void aMonthIsAsIfItHadBeenSaved(Entasis entasis, TestServer server, TestDatabase database) {
    List<OptionQuote> quotes = quotes(60, 2_000);
    try (TestDatabase other = server.createDatabase();
        Entasis saving = other.entasis().open()) {
      saving.chains().saveAll(quotes);

      BackfillReport report =
          entasis.partitions().backfill(OptionQuote.TABLE, FilledMonth.MONTH, quotes.stream());

      assertThat(report.rows().accepted()).isEqualTo(2_000);
      assertThat(Shapes.of(database, PARTITION)).isEqualTo(Shapes.of(other, PARTITION));
      assertThat(database.query(ROWS)).isEqualTo(other.query(ROWS));
      assertThat(database.query(CONTRACTS)).isEqualTo(other.query(CONTRACTS)).isNotEmpty();
      assertThat(entasis.chains().on("BTC").asOf(FilledMonth.RANGE.to()).get())
          .isEqualTo(saving.chains().on("BTC").asOf(FilledMonth.RANGE.to()).get());
    }
  }

  @Test
  void contractsOfLaterQuotesAreStillEntered(Entasis entasis, TestDatabase database) {
    entasis.partitions().backfill(OptionQuote.TABLE, FilledMonth.MONTH, quotes(61, 10).stream());

    database.execute(
        "insert into option_data_y2024m02 (underlying, strike_price, expiry_date, option_type, timestamp)"
            + " values ('NEW', 1, '2024-06-28 08:00+00', 'PUT', '2024-02-10+00')");

    assertThat(database.query("select underlying from option_contract where underlying = 'NEW'"))
        .containsExactly("NEW");
  }

  @Test
  void aMonthComesBackFromTheArchiveWithItsContracts(
      Entasis entasis, TestDatabase database, @TempDir Path folder) {
    entasis.chains().saveAll(quotes(62, 1_000));
    List<String> rows = database.query("select *, created_at::text from option_data order by id");
    List<String> contracts = database.query(CONTRACTS);
    try (ParquetArchive archive = ParquetArchive.inFolder(folder)) {
      ExportedRows.archive(
          database,
          archive,
          new PartitionKey("option_data", PARTITION, FilledMonth.RANGE),
          ExportedRows.QUOTES);
      database.execute("drop table " + PARTITION);
      database.execute("delete from option_contract");

      entasis.partitions().restore(OptionQuote.TABLE, PARTITION, archive);
    }
    assertThat(database.query("select *, created_at::text from option_data order by id"))
        .isEqualTo(rows);
    assertThat(database.query(CONTRACTS)).isEqualTo(contracts);
  }

  private static List<OptionQuote> quotes(long seed, int count) {
    Random random = new Random(seed);
    long seconds = FilledMonth.RANGE.length().toSeconds();
    return IntStream.range(0, count)
        .mapToObj(number -> {
          OptionContract contract = new OptionContract(
              random.nextBoolean() ? "BTC" : "ETH",
              EXPIRY,
              BigDecimal.valueOf(10_000 + 500L * random.nextInt(20)),
              random.nextBoolean() ? PutCall.CALL : PutCall.PUT);
          OptionQuote quote = OptionQuote.of(contract, FilledMonth.RANGE.from().plusSeconds((long)
              (random.nextDouble() * seconds)));
          return random.nextInt(3) == 0
              ? quote
              : quote
                  .iv(BigDecimal.valueOf(random.nextInt(1, 100_000), 5))
                  .delta(BigDecimal.valueOf(random.nextInt(-10_000, 10_000), 4))
                  .gamma(BigDecimal.valueOf(random.nextInt(1, 1_000), 8));
        })
        .toList();
  }
}
