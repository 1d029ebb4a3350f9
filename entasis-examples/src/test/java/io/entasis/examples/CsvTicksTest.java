package io.entasis.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.examples.TickReader.BadLine;
import io.entasis.tick.Tick;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTicksTest {

  private static final String GOOD = "2024-01-31T09:30:00.125Z,BTC-USDT,OKX,42280.01,0.00000001\n";
  private static final Tick TICK = new Tick(
      "BTC-USDT",
      "OKX",
      Instant.parse("2024-01-31T09:30:00.125Z"),
      new BigDecimal("42280.01"),
      new BigDecimal("0.00000001"));

  @TempDir
  Path folder;

  @Test
  void readsPlainAndCompressedFilesAlikeWhateverTheirNames() throws Exception {
    CsvTicks plain =
        CsvTicks.inspect(TickCsv.plain(folder.resolve("a.csv.gz"), TickCsv.HEADER + GOOD + GOOD));
    CsvTicks compressed =
        CsvTicks.inspect(TickCsv.compressed(folder.resolve("b.csv"), TickCsv.HEADER + GOOD + GOOD));
    assertThat(ticks(plain)).containsExactly(TICK, TICK);
    assertThat(ticks(compressed)).containsExactly(TICK, TICK);
    assertThat(plain.rows()).isEqualTo(2).isEqualTo(compressed.rows());
    assertThat(plain.key()).isEqualTo(compressed.key());
  }

  @Test
  void columnsAreFoundByTheirNames() throws Exception {
    String text = String.join(
        "\r\n",
        "\uFEFFVolume, price ,note,exchange,symbol,timestamp",
        "0.00000001,42280.01,\"a, b\",OKX,\"BTC-USDT\",2024-01-31T10:30:00.125+01:00");
    assertThat(ticks(source(text))).containsExactly(TICK);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      2024-01-31T09:30:00Z,A,X,abc,1        | price 'abc' is not a number
      2024-01-31T09:30:00Z,A,X,,1           | price '' is not a number
      2024-01-31T09:30:00Z,A,X,1,1 000      | volume '1 000' is not a number
      2024-01-31 09:30:00,A,X,1,1           | timestamp '2024-01-31 09:30:00' is not an instant
      2024-01-31T09:30:00Z,A,X,1            | the number of fields is 4, not 5
      2024-01-31T09:30:00Z,A,X,1,1,1        | the number of fields is 6, not 5
      2024-01-31T09:30:00Z,"A,X,1,1         | a quote is not closed
      """)
  void aBadLineIsNotedAndTheRestIsRead(String line, String reason) throws Exception {
    TickReader reader = source(TickCsv.HEADER + GOOD + line + "\n" + GOOD).open();
    assertThat(rest(reader)).containsExactly(TICK, TICK);
    assertThat(reader.badLineCount()).isEqualTo(1);
    assertThat(reader.badLines()).singleElement().satisfies(bad -> {
      assertThat(bad.line()).isEqualTo(3);
      assertThat(bad.reason()).startsWith(reason);
    });
  }

  @Test
  void aNameThatIsNotTextIsABadLine() throws Exception {
    byte[] latin =
        (TickCsv.HEADER + GOOD.replace("OKX", "ZÜRICH")).getBytes(StandardCharsets.ISO_8859_1);
    TickReader reader =
        CsvTicks.inspect(Files.write(folder.resolve("l.csv"), latin)).open();
    assertThat(rest(reader)).isEmpty();
    assertThat(reader.badLines())
        .extracting(BadLine::reason)
        .singleElement()
        .asString()
        .contains("not UTF-8");
  }

  @Test
  void everyTickKnowsItsLine() throws Exception {
    TickReader reader = source(TickCsv.HEADER + GOOD + "\n\nbad\n" + GOOD + GOOD + "bad\n" + GOOD)
        .open();
    assertThat(rest(reader)).hasSize(4);
    assertThat(new long[] {reader.lineOf(1), reader.lineOf(2), reader.lineOf(3), reader.lineOf(4)})
        .containsExactly(2, 6, 7, 9);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      timestamp,symbol,exchange,price | the header must be timestamp,symbol,exchange,price,volume
      time;symbol;exchange            | the header must be timestamp,symbol,exchange,price,volume
      """)
  void anotherHeaderIsRefused(String header, String message) {
    assertThatThrownBy(() -> source(header + "\n" + GOOD))
        .isInstanceOf(FailedException.class)
        .hasMessageContainingAll("ticks.csv", message);
  }

  @Test
  void aCompressedFileThatWasCutOffIsRefused() throws Exception {
    byte[] whole = Files.readAllBytes(
        TickCsv.compressed(folder.resolve("w.gz"), TickCsv.HEADER + GOOD.repeat(1_000)));
    Path cut = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(whole, whole.length - 20));
    assertThatThrownBy(() -> CsvTicks.inspect(cut))
        .isInstanceOf(FailedException.class)
        .hasMessageContaining("cut.gz is damaged");
  }

  private CsvTicks source(String text) throws Exception {
    return CsvTicks.inspect(TickCsv.plain(folder.resolve("ticks.csv"), text));
  }

  private static List<Tick> ticks(CsvTicks source) throws IOException {
    return rest(source.open());
  }

  private static List<Tick> rest(TickReader reader) throws IOException {
    try (reader) {
      List<Tick> ticks = new ArrayList<>();
      reader.forEachRemaining(ticks::add);
      return ticks;
    }
  }
}
