package io.entasis.conformance.read;

import io.entasis.bar.Bar;
import io.entasis.bar.BarSlot;
import io.entasis.bar.BarState;
import io.entasis.conformance.read.BarModel.Bucket;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Slots as plain Java lists them: every bucket of a symbol, one after the other, with what was known before it.
 *
 * @param buckets all buckets there are, in order, from long before the range to after it
 * @param allowed whether a close is carried from the bucket at one place to that at another
 */
record FillModel(List<Bucket> buckets, BiPredicate<Integer, Integer> allowed) {

  static FillModel without(List<Bucket> buckets) {
    return new FillModel(buckets, (from, to) -> false);
  }

  static FillModel ofBars(List<Bucket> buckets, int bars) {
    return new FillModel(buckets, (from, to) -> to - from <= bars);
  }

  static FillModel ofAge(List<Bucket> buckets, Duration age) {
    return new FillModel(
        buckets,
        (from, to) ->
            Duration.between(buckets.get(from).end(), buckets.get(to).end()).compareTo(age) <= 0);
  }

  /**
   * The slots of the buckets between two places, the second not included.
   *
   * @param inside the bars of the ticks inside the range
   * @param before the bars of the ticks before it
   */
  List<BarSlot> slots(List<String> symbols, int from, int to, List<Bar> inside, List<Bar> before) {
    List<BarSlot> slots = new ArrayList<>();
    for (String symbol : symbols.stream().sorted().toList()) {
      Map<Instant, Bar> bars = byStart(symbol, inside);
      TreeMap<Instant, Bar> earlier = byStart(symbol, before);
      int last = -1;
      Optional<BigDecimal> close = Optional.empty();
      if (!earlier.isEmpty()) {
        Bar bar = earlier.lastEntry().getValue();
        last = placeOf(bar.start());
        close = Optional.of(bar.close());
      }
      for (int place = from; place < to; place++) {
        Bucket bucket = buckets.get(place);
        Optional<Bar> bar = Optional.ofNullable(bars.get(bucket.start()));
        if (bar.isPresent()) {
          last = place;
          close = bar.map(Bar::close);
        } else if (close.isPresent() && allowed.test(last, place)) {
          bar = Optional.of(filled(symbol, bucket, close.get()));
        }
        slots.add(new BarSlot(symbol, bucket.start(), bucket.end(), bar));
      }
    }
    return slots;
  }

  /** The place of the bucket that begins then. */
  int placeOf(Instant start) {
    return IntStream.range(0, buckets.size())
        .filter(place -> buckets.get(place).start().equals(start))
        .findFirst()
        .orElseThrow();
  }

  static List<Bar> bars(List<BarSlot> slots) {
    return slots.stream().flatMap(slot -> slot.bar().stream()).toList();
  }

  private static TreeMap<Instant, Bar> byStart(String symbol, List<Bar> bars) {
    return bars.stream()
        .filter(bar -> bar.symbol().equals(symbol))
        .collect(Collectors.toMap(Bar::start, bar -> bar, (one, other) -> one, TreeMap::new));
  }

  private static Bar filled(String symbol, Bucket bucket, BigDecimal close) {
    return new Bar(
        symbol,
        bucket.start(),
        bucket.end(),
        close,
        close,
        close,
        close,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        0,
        BarState.FILLED);
  }
}
