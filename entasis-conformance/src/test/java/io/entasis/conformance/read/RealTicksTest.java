package io.entasis.conformance.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.entasis.Entasis;
import io.entasis.bar.BarSize;
import io.entasis.ingest.IngestReport;
import io.entasis.testkit.EntasisTest;
import io.entasis.tick.Tick;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Trades of a real market, where the environment variable ENTASIS_DATA names a folder that holds some. */
@EntasisTest
class RealTicksTest {

  @Test
  void theyComeBackInTheOrderOfTheirFile(Entasis entasis) throws IOException {
    for (Path file : files()) {
      List<Tick> ticks = read(file);
      String symbol = ticks.get(0).symbol();

      IngestReport report = entasis.ticks().saveAll(ticks);

      List<Tick> ordered = new ArrayList<>(ticks);
      ordered.sort(Comparator.comparing(Tick::timestamp));
      assertThat(report.accepted()).isEqualTo(ticks.size());
      assertThat(entasis.ticks().of(symbol).count()).isEqualTo(ticks.size());
      assertThat(entasis.ticks().of(symbol).list().equals(ordered))
          .as("%s in order", file)
          .isTrue();
      assertThat(TickQueryTest.ticksOf(entasis.ticks().of(symbol).columns()).equals(ordered))
          .as("%s as columns", file)
          .isTrue();
      assertThat(entasis.ticks().of(symbol).findLatest()).contains(ordered.get(ordered.size() - 1));
      assertThat(entasis.ticks().of(symbol).findFirst()).contains(ordered.get(0));
      for (BarSize size : List.of(BarSize.ofHours(1), BarSize.ofDays(1))) {
        assertThat(entasis.bars().of(symbol, size).list())
            .as("%s of %s", size, file)
            .isEqualTo(BarModel.of(size).bars(ticks));
      }
    }
  }

  static List<Path> files() throws IOException {
    String folder = System.getenv("ENTASIS_DATA");
    if (folder == null || folder.isBlank()) {
      return abort("ENTASIS_DATA names no folder");
    }
    try (Stream<Path> files = Files.list(Path.of(folder, "ticks"))) {
      return files.filter(file -> file.toString().endsWith(".csv.gz")).sorted().toList();
    }
  }

  static List<Tick> read(Path file) throws IOException {
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(
        new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      assertThat(lines.readLine()).isEqualTo("timestamp,symbol,exchange,price,volume");
      return lines.lines().map(RealTicksTest::tick).toList();
    }
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
