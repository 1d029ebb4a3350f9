package io.entasis.examples;

import io.entasis.tick.Tick;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/** Writes the files that the tests read. */
final class TickCsv {

  static final String HEADER = "timestamp,symbol,exchange,price,volume\n";

  private TickCsv() {}

  static String text(List<Tick> ticks) {
    return ticks.stream()
        .map(tick -> String.join(
                ",",
                tick.timestamp().toString(),
                tick.symbol(),
                tick.exchange(),
                tick.price().toPlainString(),
                tick.volume().toPlainString())
            + "\n")
        .collect(Collectors.joining("", HEADER, ""));
  }

  static Path plain(Path file, String text) throws IOException {
    return Files.writeString(file, text);
  }

  static Path compressed(Path file, String text) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }
}
