package io.entasis.examples;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.entasis.bar.Bar;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;

/** Writes bars as CSV: instants in ISO-8601 UTC, plain decimals, no vwap where nothing traded. */
final class BarsCsv implements AutoCloseable {

  private final CsvWriter writer;

  /** Into the file, which is replaced. */
  BarsCsv(Path file) throws IOException {
    writer = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(file);
    writer.writeRecord(
        "symbol", "start", "open", "high", "low", "close", "volume", "vwap", "ticks");
  }

  void write(Bar bar) {
    writer.writeRecord(
        bar.symbol(),
        bar.start().toString(),
        bar.open().toPlainString(),
        bar.high().toPlainString(),
        bar.low().toPlainString(),
        bar.close().toPlainString(),
        bar.volume().toPlainString(),
        bar.vwap().map(BigDecimal::toPlainString).orElse(""),
        Long.toString(bar.ticks()));
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
