package io.entasis.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.fixture.MarketSimulator;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The quick start as its users run it, with files and a database of their own. */
@EntasisTest(migrated = false)
class QuickstartTest {

  private static final MarketSimulator MARKET = MarketSimulator.seeded(7)
      .crypto()
      .equities()
      .between(Instant.parse("2024-01-30T10:00:00Z"), Instant.parse("2024-02-01T16:00:00Z"));
  private static final List<Tick> COINS =
      MARKET.only("BTC-USDT", "PEPE-USDT").paced(0.01).list();
  private static final List<Tick> STOCK = MARKET.only("IBM").paced(0.02).list();
  private static final String HOUR = "2024-01-31T15:00:00Z";

  @TempDir
  Path folder;

  private final TestDatabase database;

  QuickstartTest(TestDatabase database) {
    this.database = database;
  }

  @ParameterizedTest
  @CsvSource({"5m, PT5M", "1h, PT1H", "1d, P1D"})
  void theBarsOfAFolderAreThoseOfItsTicks(String bar, Duration size) throws IOException {
    Path files = bothFiles();
    TickCsv.plain(files.resolve("readme.txt"), "not ticks");

    Run run = run("--ticks", files, "--bar", bar);

    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(bars())
        .isEqualTo(
            ExpectedBars.csv(Stream.concat(COINS.stream(), STOCK.stream()).toList(), size));
  }

  @Test
  void itSaysWhatItDid() throws IOException {
    Run run = run("--ticks", bothFiles());

    Tick last = STOCK.get(STOCK.size() - 1);
    assertThat(run.out())
        .contains("coins.csv.gz", "stock.csv", database.jdbcUrl(), "migrated")
        .contains("100%", "rows/s")
        .contains("market_data_y2024m01, market_data_y2024m02 made")
        .containsPattern("IBM +" + last.timestamp() + " +" + last.exchange())
        .containsPattern("BTC-USDT +2024-01-30T10:00:00Z")
        .contains("... ", " more")
        .contains(results().resolve("bars.csv").toString(), "Next");
    assertThat(run.out().lines().filter(line -> line.contains("Loading"))).hasSizeLessThan(50);
  }

  @Test
  void itDrawsAChartOfEverySymbol() throws IOException {
    Run run = run("--ticks", bothFiles());

    for (String symbol : List.of("BTC-USDT", "PEPE-USDT", "IBM")) {
      assertThat(run.out()).contains(symbol + ".png");
      Pictures.assertShowsCandles(results().resolve(symbol + ".png"));
    }
  }

  @Test
  void theSameTicksAreStoredOnce() throws IOException {
    Path files = bothFiles();
    assertThat(run("--ticks", files).code()).isZero();
    List<String> first = bars();
    TickCsv.plain(files.resolve("copy.csv"), TickCsv.text(COINS));

    Run again = run("--ticks", files);

    assertThat(again.code()).isZero();
    assertThat(again.out()).contains("up to date", "stored by an earlier run", "none made");
    assertThat(bars()).isEqualTo(first);
    assertThat(database.query("select count(*) from market_data"))
        .containsExactly(String.valueOf(COINS.size() + STOCK.size()));
  }

  @Test
  void badLinesAreReportedAndTheRestIsLoaded() throws IOException {
    String text = TickCsv.HEADER
        + HOUR + ",A,X,10.5,1\n"
        + HOUR + ",A,X,abc,1\n"
        + "\n"
        + HOUR + ",A,X,10.123456789,1\n"
        + HOUR + ",A,X,11,-1\n"
        + HOUR + ",,X,11,1\n"
        + "1969-12-31T23:59:59Z,A,X,11,1\n"
        + "+999999999-12-31T23:59:59Z,A,X,11,1\n"
        + HOUR + ",A,X,1e999999999,1\n"
        + HOUR + ",\"A,X,11,1\n"
        + HOUR + ",A,X,11.5,2\n";

    Run run = run("--ticks", TickCsv.plain(folder.resolve("some.csv"), text));

    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("8 of 10 rows of " + folder.resolve("some.csv"))
        .contains("line 3: price 'abc' is not a number")
        .contains("line 5: price has more than 8 decimals")
        .contains("line 6: volume is negative")
        .contains("line 7: symbol is blank")
        .contains("line 8: timestamp is before 1970")
        .contains("line 9: timestamp is more than a day in the future")
        .contains("line 10: price has more than 12 digits before the point")
        .contains("line 11: a quote is not closed");
    assertThat(bars())
        .containsExactly(
            "symbol,start,open,high,low,close,volume,vwap,ticks",
            "A," + HOUR + ",10.5,11.5,10.5,11.5,3,11.16666667,2");
  }

  @Test
  void ofManyBadLinesTheFirstAreShownAndAllAreCounted() throws IOException {
    String text = TickCsv.HEADER + "bad\n".repeat(5_000) + HOUR + ",A,X,1,1\n";

    Run run = run("--ticks", TickCsv.plain(folder.resolve("many.csv"), text));

    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("5,000 of 5,001 rows", "line 21:", "... and 4,980 more");
    assertThat(run.out()).doesNotContain("line 22:");
  }

  @Test
  void aTickWithoutVolumeHasNoVwap() throws IOException {
    Run run = run(
        "--ticks",
        TickCsv.plain(folder.resolve("z.csv"), TickCsv.HEADER + HOUR + ",A,X,-37.63,0\n"));

    assertThat(run.code()).isZero();
    assertThat(bars()).contains("A," + HOUR + ",-37.63,-37.63,-37.63,-37.63,0,,1");
    Pictures.assertShowsCandles(results().resolve("A.png"));
  }

  @Test
  void symbolsThatAreNoFileNamesGetOne() throws IOException {
    String text = TickCsv.HEADER
        + HOUR + ",BTC/USDT,X,1,1\n"
        + HOUR + ",BTC_USDT,X,1,1\n"
        + HOUR + ",btc_usdt,X,1,1\n"
        + HOUR + ",../up,X,1,1\n";

    Run run = run("--ticks", TickCsv.plain(folder.resolve("odd.csv"), text));

    assertThat(run.code()).isZero();
    try (Stream<Path> files = Files.list(results())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "bars.csv", "BTC_USDT.png", "BTC_USDT-2.png", "btc_usdt-3.png", "_._up.png");
    }
  }

  @Test
  void linesOfWhichNoneIsATickEndInOneLine() throws IOException {
    Run run = run("--ticks", TickCsv.plain(folder.resolve("bad.csv"), TickCsv.HEADER + "x\n"));

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("line 2: ");
    assertThat(run.err().lines()).singleElement().asString().contains("none of the lines");
  }

  private Path bothFiles() throws IOException {
    Path files = Files.createDirectories(folder.resolve("ticks"));
    TickCsv.compressed(files.resolve("coins.csv.gz"), TickCsv.text(COINS));
    TickCsv.plain(files.resolve("stock.csv"), TickCsv.text(STOCK));
    return files;
  }

  private Run run(Object... args) {
    Stream<Object> where = Stream.of(
        "--out", results(),
        "--jdbc-url", database.jdbcUrl(),
        "--user", database.user(),
        "--password", database.password());
    return Run.of(Stream.concat(Stream.of(args), where).toArray());
  }

  private Path results() {
    return folder.resolve("results");
  }

  private List<String> bars() throws IOException {
    return Files.readAllLines(results().resolve("bars.csv"));
  }
}
