package io.entasis.portfolio;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the drawdowns of an index in one pass. */
final class Drawdowns {

  private final List<Drawdown> found = new ArrayList<>();
  private IndexPoint peak;
  private @Nullable IndexPoint trough;

  private Drawdowns(IndexPoint first) {
    peak = first;
  }

  static List<Drawdown> of(List<IndexPoint> index) {
    if (index.isEmpty()) {
      return List.of();
    }
    Drawdowns drawdowns = new Drawdowns(index.get(0));
    index.forEach(drawdowns::add);
    drawdowns.end(Optional.empty());
    return drawdowns.found;
  }

  private void add(IndexPoint point) {
    if (point.value() >= peak.value()) {
      end(Optional.of(point));
      peak = point;
    } else if (trough == null || point.value() < trough.value()) {
      trough = point;
    }
  }

  private void end(Optional<IndexPoint> recovery) {
    if (trough != null) {
      found.add(new Drawdown(
          trough.value() / peak.value() - 1,
          peak.timestamp(),
          trough.timestamp(),
          recovery.map(IndexPoint::timestamp)));
      trough = null;
    }
  }
}
