package io.entasis.archive;

import io.entasis.partition.RowBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The texts of one column, of which there are few different ones: each is made once. Not thread-safe. */
final class TextMemory {

  private static final int MOST = 64;

  private final int column;
  private final List<Known> known = new ArrayList<>();

  TextMemory(int column) {
    this.column = column;
  }

  /** The text of the row. */
  String text(RowBuffer row) {
    for (Known text : known) {
      if (row.isText(column, text.utf8())) {
        return text.text();
      }
    }
    String text = row.textAt(column);
    if (known.size() == MOST) {
      known.clear();
    }
    known.add(new Known(text.getBytes(StandardCharsets.UTF_8), text));
    return text;
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Known(byte[] utf8, String text) {}
}
