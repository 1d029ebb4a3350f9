package io.entasis.benchmarks.prediction;

import io.entasis.market.Micros;
import io.entasis.market.TimeRange;
import io.entasis.prediction.Prediction;
import io.entasis.tick.TickColumns;
import io.entasis.tick.TickReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Prices of predictions by reading all ticks of the time once, symbol by symbol, as columns. */
final class Merge {

  private Merge() {}

  static long count(TickReader ticks, List<Prediction> all, Duration horizon, Duration oldest) {
    Map<String, List<Prediction>> bySymbol = all.stream()
        .collect(Collectors.groupingBy(Prediction::symbol, TreeMap::new, Collectors.toList()));
    long found = 0;
    for (Map.Entry<String, List<Prediction>> entry : bySymbol.entrySet()) {
      List<Prediction> predictions = entry.getValue();
      Instant first = predictions.get(0).timestamp();
      Instant last = predictions.get(predictions.size() - 1).timestamp();
      TickColumns columns = ticks
          .of(entry.getKey())
          .during(TimeRange.of(first.minus(oldest), last.plus(horizon).plusMillis(1)))
          .columns();
      found += count(columns, predictions, horizon, oldest);
    }
    return found;
  }

  private static long count(
      TickColumns ticks, List<Prediction> predictions, Duration horizon, Duration oldest) {
    long[] times = ticks.timestamps();
    int base = -1;
    int target = -1;
    long found = 0;
    for (Prediction prediction : predictions) {
      long at = micros(prediction.timestamp());
      long aim = micros(prediction.timestamp().plus(horizon));
      base = advance(times, base, at);
      target = advance(times, target, aim);
      if (prevails(times, base, at, oldest) && prevails(times, target, aim, oldest)) {
        found++;
      }
    }
    return found;
  }

  private static int advance(long[] times, int from, long at) {
    int place = from;
    while (place + 1 < times.length && times[place + 1] <= at) {
      place++;
    }
    return place;
  }

  private static boolean prevails(long[] times, int place, long at, Duration oldest) {
    return place >= 0 && times[place] >= at - oldest.toNanos() / 1_000;
  }

  private static long micros(Instant instant) {
    return Micros.of(instant);
  }
}
