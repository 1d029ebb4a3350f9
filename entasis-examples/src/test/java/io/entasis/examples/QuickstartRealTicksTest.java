package io.entasis.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The quick start with real trades, from the folder that ENTASIS_DATA names. */
@EntasisTest(migrated = false)
class QuickstartRealTicksTest {

  @TempDir
  Path folder;

  @ParameterizedTest
  @CsvSource({"1m, PT1M", "1h, PT1H"})
  void theBarsAreThoseOfTheTicks(String bar, Duration size, TestDatabase database)
      throws IOException {
    String data = System.getenv("ENTASIS_DATA");
    assumeThat(data).as("the environment variable ENTASIS_DATA").isNotBlank();
    Path ticks = Path.of(data, "ticks");

    Run run = Run.of(
        "--ticks",
        ticks,
        "--bar",
        bar,
        "--out",
        folder,
        "--jdbc-url",
        database.jdbcUrl(),
        "--user",
        database.user(),
        "--password",
        database.password());

    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(Files.readAllLines(folder.resolve("bars.csv")))
        .isEqualTo(ExpectedBars.csv(read(ticks), size));
  }

  /** Reads the files without the library. */
  private static List<Tick> read(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> entries = Files.list(folder)) {
      files =
          entries.filter(file -> file.toString().endsWith(".csv.gz")).sorted().toList();
    }
    List<Tick> ticks = new ArrayList<>();
    for (Path file : files) {
      try (BufferedReader reader = new BufferedReader(new InputStreamReader(
          new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
        reader.lines().skip(1).map(QuickstartRealTicksTest::tick).forEach(ticks::add);
      }
    }
    return ticks;
  }

  private static Tick tick(String line) {
    String[] fields = line.split(",", -1);
    return new Tick(
        fields[1],
        fields[2],
        Instant.parse(fields[0]),
        new BigDecimal(fields[3]),
        new BigDecimal(fields[4]));
  }
}
