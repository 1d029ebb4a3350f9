package io.entasis.examples;

import io.entasis.examples.CsvLine.BadLineException;
import io.entasis.tick.Tick;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The ticks of a CSV text. Bad lines are noted and skipped, blank ones just skipped. */
final class CsvTickReader implements TickReader {

  private static final int NOTED = 1_000;

  private final BufferedReader reader;
  private final CsvLine csv;
  private final List<BadLine> badLines = new ArrayList<>();
  private long badLineCount;

  /** The header is the first line. */
  private long line = 1;

  private long row;

  /** How far the lines are ahead of the rows, from the row on where it changed. */
  private final TreeMap<Long, Long> lead = new TreeMap<>();

  private @Nullable Tick next;

  /** Of a text whose header was read already. */
  CsvTickReader(BufferedReader reader, CsvLine csv) {
    this.reader = reader;
    this.csv = csv;
    lead.put(1L, 1L);
  }

  @Override
  public boolean hasNext() {
    while (next == null) {
      String text = readLine();
      if (text == null) {
        return false;
      }
      line++;
      if (!text.isBlank()) {
        take(text);
      }
    }
    return true;
  }

  @Override
  public Tick next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    Tick tick = next;
    next = null;
    return tick;
  }

  @Override
  public List<BadLine> badLines() {
    return badLines;
  }

  @Override
  public long badLineCount() {
    return badLineCount;
  }

  @Override
  public long lineOf(long position) {
    return position + lead.floorEntry(position).getValue();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private void take(String text) {
    try {
      next = csv.parse(text);
      row++;
      if (lead.lastEntry().getValue() != line - row) {
        lead.put(row, line - row);
      }
    } catch (BadLineException e) {
      badLineCount++;
      if (badLines.size() < NOTED) {
        badLines.add(new BadLine(line, e.reason()));
      }
    }
  }

  private @Nullable String readLine() {
    try {
      return reader.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
