package io.entasis.option;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** Straight lines between points. Where several points share a place, the first of them counts. */
final class Curve {

  private final double[] places;
  private final double[] values;

  private Curve(double[] places, double[] values) {
    this.places = places;
    this.values = values;
  }

  /** Through points whose places ascend. */
  static <P> Curve of(List<P> points, ToDoubleFunction<P> place, ToDoubleFunction<P> value) {
    double[] places = new double[points.size()];
    double[] values = new double[points.size()];
    int size = 0;
    for (P point : points) {
      double at = place.applyAsDouble(point);
      if (size == 0 || at > places[size - 1]) {
        places[size] = at;
        values[size++] = value.applyAsDouble(point);
      }
    }
    return new Curve(Arrays.copyOf(places, size), Arrays.copyOf(values, size));
  }

  boolean isEmpty() {
    return places.length == 0;
  }

  /** The value at the place; empty outside of the points. */
  OptionalDouble at(double place) {
    int found = Arrays.binarySearch(places, place);
    if (found >= 0) {
      return OptionalDouble.of(values[found]);
    }
    int next = -found - 1;
    if (next == 0 || next == places.length) {
      return OptionalDouble.empty();
    }
    double weight = (place - places[next - 1]) / (places[next] - places[next - 1]);
    return OptionalDouble.of(values[next - 1] + weight * (values[next] - values[next - 1]));
  }

  /** As {@link #at}; outside of the points the value of the nearest one. */
  OptionalDouble atOrNearest(double place) {
    if (isEmpty()) {
      return OptionalDouble.empty();
    }
    return at(Math.max(places[0], Math.min(places[places.length - 1], place)));
  }
}
