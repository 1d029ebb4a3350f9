package io.entasis.archive;

import io.entasis.market.Micros;
import io.entasis.partition.ContentDigest;
import io.entasis.partition.ContentHasher;
import io.entasis.partition.PartitionRows;
import io.entasis.partition.RowBuffer;
import io.entasis.partition.RowLayout;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Rows that are made up as they are asked for. */
final class SampleRows implements PartitionRows {

  private final RowLayout layout;
  private final long count;
  private final Filler filler;
  private long next;

  private SampleRows(RowLayout layout, long count, Filler filler) {
    this.layout = layout;
    this.count = count;
    this.filler = filler;
  }

  static SampleRows of(RowLayout layout, long count, Filler filler) {
    return new SampleRows(layout, count, filler);
  }

  /** Ticks as a month of them looks: sorted by symbol and time, prices that move little. */
  static SampleRows ticks(long count) {
    Random random = new Random(7);
    return of(Layouts.TICKS, count, (row, n) -> {
      row.putLong(0, 1_000 + n);
      row.putText(1, n < count / 2 ? "AIG" : "IBM");
      row.putText(2, "NYSE");
      row.putMicros(3, micros("2024-01-01T00:00:00Z") + n * 1_000 + random.nextInt(900));
      row.putUnscaled(4, 18_550_000_000L + random.nextInt(5_000) * 1_000_000L);
      row.putUnscaled(5, random.nextInt(1_000) * 100_000_000L);
      row.putMicros(6, micros("2024-01-01T00:00:05Z") + n / 500);
    });
  }

  static long micros(String instant) {
    return Micros.of(Instant.parse(instant));
  }

  @Override
  public RowLayout layout() {
    return layout;
  }

  @Override
  public boolean next(RowBuffer row) {
    row.clear();
    if (next == count) {
      return false;
    }
    filler.fill(row, next++);
    return true;
  }

  @Override
  public void close() {
    next = count;
  }

  /** All rows in words, and closes them. */
  static List<String> texts(PartitionRows rows) {
    try (rows) {
      List<String> texts = new ArrayList<>();
      RowBuffer row = new RowBuffer(rows.layout());
      while (rows.next(row)) {
        texts.add(text(row));
      }
      return texts;
    }
  }

  /** The digest of all rows, and closes them. */
  static ContentDigest digest(PartitionRows rows) {
    try (rows) {
      ContentHasher hasher = new ContentHasher();
      RowBuffer row = new RowBuffer(rows.layout());
      while (rows.next(row)) {
        hasher.add(row);
      }
      return hasher.digest();
    }
  }

  private static String text(RowBuffer row) {
    StringBuilder text = new StringBuilder();
    for (int column = 0; column < row.layout().size(); column++) {
      text.append(value(row, column)).append('|');
    }
    return text.toString();
  }

  private static String value(RowBuffer row, int column) {
    if (row.isNull(column)) {
      return "null";
    }
    return switch (row.layout().column(column).type().kind()) {
      case BIGINT -> Long.toString(row.longAt(column));
      case TIMESTAMPTZ -> row.instantAt(column).toString();
      case TEXT -> "'" + row.textAt(column) + "'";
      case DECIMAL -> decimal(row.decimalAt(column));
    };
  }

  private static String decimal(BigDecimal number) {
    return number.toPlainString();
  }

  /** Fills a row. */
  @FunctionalInterface
  interface Filler {

    void fill(RowBuffer row, long number);
  }
}
