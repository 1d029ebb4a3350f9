package io.entasis.internal.change;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gathers what rows change while they are gathered themselves. For one thread. */
public final class ChangedKeys {

  private final ChangeKind kind;
  private final Map<String, Span> spans = new HashMap<>();
  private String key = "";
  private Instant first = Instant.MAX;
  private Instant last = Instant.MIN;

  /** Of rows of that table. */
  public ChangedKeys(ChangeKind kind) {
    this.kind = kind;
  }

  /** Counts a row in. Rows of one key often follow each other. */
  public void add(String rowKey, Instant timestamp) {
    if (!rowKey.equals(key)) {
      keep();
      key = rowKey;
      first = timestamp;
      last = timestamp;
    } else if (timestamp.isAfter(last)) {
      last = timestamp;
    } else if (timestamp.isBefore(first)) {
      first = timestamp;
    }
  }

  /** What the rows change. */
  public List<Change> changes() {
    keep();
    return spans.entrySet().stream()
        .map(each -> new Change(kind, each.getKey(), each.getValue()))
        .toList();
  }

  /** Forgets the rows. */
  public void clear() {
    spans.clear();
    key = "";
  }

  private void keep() {
    if (!key.isEmpty()) {
      spans.merge(key, new Span(first, last), Span::with);
    }
  }
}
