package io.entasis.examples;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvReader.CsvReaderBuilder;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.entasis.tick.Tick;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;

/** Reads a line as a tick. Whether the tick can be stored is for the database to say. */
final class CsvLine {

  /** Why a line is no tick. */
  static final class BadLineException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;

    BadLineException(String reason) {
      super(reason);
      this.reason = reason;
    }

    String reason() {
      return reason;
    }
  }

  private static final char UNREADABLE = '\uFFFD';

  private final CsvReaderBuilder csv = CsvReader.builder().allowUnclosedQuote(false);
  private final CsvHeader header;

  CsvLine(CsvHeader header) {
    this.header = header;
  }

  /** The tick of a line that is not blank. */
  Tick parse(String line) throws BadLineException {
    CsvRecord fields = fields(line);
    return new Tick(
        name("symbol", fields.getField(header.symbol())),
        name("exchange", fields.getField(header.exchange())),
        instant(fields.getField(header.timestamp())),
        number("price", fields.getField(header.price())),
        number("volume", fields.getField(header.volume())));
  }

  /** Each line by itself, so that a stray quote costs one line and not the rest of the file. */
  private CsvRecord fields(String line) throws BadLineException {
    try {
      CsvRecord fields = csv.ofSingleCsvRecord(line);
      if (fields.getFieldCount() != header.fields()) {
        throw new BadLineException("the number of fields is " + fields.getFieldCount() + ", not "
            + header.fields() + " as in the header");
      }
      return fields;
    } catch (CsvParseException e) {
      throw new BadLineException("a quote is not closed, or text follows it");
    }
  }

  private static String name(String column, String text) throws BadLineException {
    if (text.indexOf(UNREADABLE) >= 0) {
      throw new BadLineException(column + " " + Excerpt.of(text) + " is not UTF-8 text");
    }
    return text.strip();
  }

  private static Instant instant(String text) throws BadLineException {
    try {
      return Instant.parse(text.strip());
    } catch (DateTimeException e) {
      throw new BadLineException(
          "timestamp " + Excerpt.of(text) + " is not an instant such as 2024-01-31T09:30:00.125Z");
    }
  }

  private static BigDecimal number(String column, String text) throws BadLineException {
    try {
      return new BigDecimal(text.strip());
    } catch (NumberFormatException e) {
      throw new BadLineException(column + " " + Excerpt.of(text) + " is not a number");
    }
  }
}
