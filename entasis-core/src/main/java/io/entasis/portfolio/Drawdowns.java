package io.entasis.portfolio;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the drawdowns of an index in one pass. Values that differ by less than rounding may make of them count as equal. */
final class Drawdowns {

  /** Share of the peak; a product of a million rounded returns is nearer to the exact one. */
  private static final double NOISE = 1e-9;

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

  /** The deepest of them, the first of several. */
  static Optional<Drawdown> deepest(List<Drawdown> drawdowns) {
    double depth = drawdowns.stream().mapToDouble(Drawdown::depth).min().orElse(0);
    return drawdowns.stream().filter(each -> each.depth() <= depth + NOISE).findFirst();
  }

  private void add(IndexPoint point) {
    double noise = peak.value() * NOISE;
    if (point.value() >= peak.value() - noise) {
      end(Optional.of(point));
      peak = new IndexPoint(point.timestamp(), Math.max(point.value(), peak.value()));
    } else if (trough == null || point.value() < trough.value() - noise) {
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
