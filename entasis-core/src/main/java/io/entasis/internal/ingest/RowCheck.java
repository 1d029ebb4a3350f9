package io.entasis.internal.ingest;

import io.entasis.ingest.RejectReason;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** Keeps the first fault of a row whose columns are looked at one after the other. */
public final class RowCheck {

  private @Nullable Fault first;

  /** Looks at a column; a reason of null says that its value can be stored. */
  public RowCheck column(Field<?> column, @Nullable RejectReason reason) {
    if (first == null && reason != null) {
      first = new Fault(column.getName(), reason);
    }
    return this;
  }

  /** The first fault, or null when there is none. */
  public @Nullable Fault fault() {
    return first;
  }
}
