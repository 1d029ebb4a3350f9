package io.entasis.internal.loading;

import io.entasis.internal.copy.CopyBuffer;
import io.entasis.partition.RowBuffer;
import io.entasis.partition.RowLayout;

/** Rows of an archive as rows of COPY. */
final class RowCopy {

  private final RowLayout layout;
  private byte[] text = new byte[128];

  RowCopy(RowLayout layout) {
    this.layout = layout;
  }

  void add(RowBuffer row, CopyBuffer to) {
    to.row(layout.size());
    for (int column = 0; column < layout.size(); column++) {
      if (row.isNull(column)) {
        to.absent();
      } else {
        field(row, column, to);
      }
    }
  }

  private void field(RowBuffer row, int column, CopyBuffer to) {
    switch (layout.column(column).type().kind()) {
      case BIGINT -> to.int8(row.longAt(column));
      case TIMESTAMPTZ -> to.timestamptz(row.microsAt(column));
      case DECIMAL -> to.numeric(row.decimalAt(column));
      case TEXT -> {
        int length = row.textLength(column);
        if (text.length < length) {
          text = new byte[length];
        }
        row.copyText(column, text, 0);
        to.text(text, length);
      }
    }
  }
}
