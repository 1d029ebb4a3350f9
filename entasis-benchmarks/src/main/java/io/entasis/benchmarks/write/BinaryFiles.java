package io.entasis.benchmarks.write;

import io.entasis.internal.copy.CopyBuffer;
import io.entasis.internal.tick.TickEncoder;
import io.entasis.tick.Tick;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Ticks as files in the binary COPY format, ready before anything is timed: one for the whole table and one for each month.
 * Closing it removes them.
 */
final class BinaryFiles implements AutoCloseable {

  private static final byte[] HEADER =
      "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
  private static final byte[] TRAILER = {(byte) 0xFF, (byte) 0xFF};
  private static final int FIELDS = 5;
  private static final int BYTES_A_ROW = 100;

  private final Path whole;
  private final Map<String, Path> months = new TreeMap<>();

  BinaryFiles(List<Tick> ticks) throws IOException {
    this.whole = write(ticks);
    Map<YearMonth, List<Tick>> byMonth = ticks.stream()
        .collect(Collectors.groupingBy(
            tick -> YearMonth.from(tick.timestamp().atOffset(ZoneOffset.UTC))));
    for (Map.Entry<YearMonth, List<Tick>> month : byMonth.entrySet()) {
      months.put(partition(month.getKey()), write(month.getValue()));
    }
  }

  /** All ticks. */
  Path whole() {
    return whole;
  }

  /** The ticks of each partition. */
  Map<String, Path> months() {
    return months;
  }

  @Override
  public void close() {
    delete(whole);
    months.values().forEach(BinaryFiles::delete);
  }

  private static Path write(List<Tick> ticks) throws IOException {
    TickEncoder encoder = new TickEncoder();
    CopyBuffer buffer = new CopyBuffer(ticks.size() * BYTES_A_ROW);
    for (Tick tick : ticks) {
      buffer.row(FIELDS);
      encoder.encode(tick, buffer);
    }
    Path file = Files.createTempFile("ticks", ".copy");
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(HEADER);
      out.write(buffer.bytes(), 0, buffer.size());
      out.write(TRAILER);
    }
    return file;
  }

  private static String partition(YearMonth month) {
    return String.format(
        Locale.ROOT, "market_data_y%04dm%02d", month.getYear(), month.getMonthValue());
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
