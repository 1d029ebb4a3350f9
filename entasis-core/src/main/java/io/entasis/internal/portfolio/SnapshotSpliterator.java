package io.entasis.internal.portfolio;

import io.entasis.portfolio.PortfolioSnapshot;
import io.entasis.portfolio.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Puts rows that follow each other and belong together into snapshots. */
final class SnapshotSpliterator extends Spliterators.AbstractSpliterator<PortfolioSnapshot> {

  private final UUID user;
  private final Iterator<PositionRow> rows;
  private @Nullable PositionRow next;

  private SnapshotSpliterator(UUID user, Iterator<PositionRow> rows) {
    super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE);
    this.user = user;
    this.rows = rows;
  }

  /** The snapshots of the user; closing their stream closes that of the rows. */
  static Stream<PortfolioSnapshot> of(UUID user, Stream<PositionRow> rows) {
    return StreamSupport.stream(new SnapshotSpliterator(user, rows.iterator()), false)
        .onClose(rows::close);
  }

  @Override
  public boolean tryAdvance(Consumer<? super PortfolioSnapshot> action) {
    PositionRow first = next == null && rows.hasNext() ? rows.next() : next;
    if (first == null) {
      return false;
    }
    action.accept(snapshotFrom(first));
    return true;
  }

  private PortfolioSnapshot snapshotFrom(PositionRow first) {
    Instant timestamp = first.timestamp();
    List<Position> positions = new ArrayList<>(List.of(first.position()));
    next = null;
    while (next == null && rows.hasNext()) {
      PositionRow row = rows.next();
      if (row.timestamp().equals(timestamp)) {
        positions.add(row.position());
      } else {
        next = row;
      }
    }
    return new PortfolioSnapshot(user, timestamp, positions);
  }
}
