package io.entasis.conformance.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.entasis.tick.Tick;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Trades of a real market, from the folder that the environment variable ENTASIS_DATA names. */
public final class RealTicks {

  private RealTicks() {}

  /** The files, by name; without a folder the test is skipped. */
  public static List<Path> files() throws IOException {
    String folder = System.getenv("ENTASIS_DATA");
    if (folder == null || folder.isBlank()) {
      return abort("ENTASIS_DATA names no folder");
    }
    try (Stream<Path> files = Files.list(Path.of(folder, "ticks"))) {
      return files.filter(file -> file.toString().endsWith(".csv.gz")).sorted().toList();
    }
  }

  /** The ticks of a file, in its order. */
  public static List<Tick> read(Path file) throws IOException {
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(
        new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      assertThat(lines.readLine()).isEqualTo("timestamp,symbol,exchange,price,volume");
      return lines.lines().map(RealTicks::tick).toList();
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
