package io.entasis.examples;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.util.List;
import java.util.Locale;

/** Where the columns are; their order is free, and others may stand between them. */
record CsvHeader(int fields, int timestamp, int symbol, int exchange, int price, int volume) {

  /** The columns in their usual order. */
  static final CsvHeader PLAIN = new CsvHeader(5, 0, 1, 2, 3, 4);

  private static final String COLUMNS = "timestamp,symbol,exchange,price,volume";
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  static CsvHeader parse(String line) throws FailedException {
    List<String> names = names(line);
    if (!names.containsAll(List.of(COLUMNS.split(",", -1)))) {
      throw new FailedException("the header must be " + COLUMNS + ", not " + Excerpt.of(line));
    }
    return new CsvHeader(
        names.size(),
        names.indexOf("timestamp"),
        names.indexOf("symbol"),
        names.indexOf("exchange"),
        names.indexOf("price"),
        names.indexOf("volume"));
  }

  private static List<String> names(String line) {
    String text = line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
    try {
      return CsvReader.builder().ofSingleCsvRecord(text).getFields().stream()
          .map(name -> name.strip().toLowerCase(Locale.ROOT))
          .toList();
    } catch (CsvParseException e) {
      return List.of();
    }
  }
}
