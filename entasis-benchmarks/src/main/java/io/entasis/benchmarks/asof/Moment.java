package io.entasis.benchmarks.asof;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Something that happened to a symbol.
 *
 * @param symbol the symbol
 * @param at when
 */
record Moment(String symbol, Instant at) {

  private static final int SEED = 1;

  /** So many over the time, each for one of the symbols, in order of time. */
  static List<Moment> over(Instant from, Instant to, List<String> symbols, int number) {
    Random random = new Random(SEED);
    long micros = (to.toEpochMilli() - from.toEpochMilli()) * 1_000;
    long[] places = random.longs(number, 0, micros).sorted().toArray();
    List<Moment> moments = new ArrayList<>();
    for (long place : places) {
      moments.add(
          new Moment(symbols.get(random.nextInt(symbols.size())), from.plusNanos(place * 1_000)));
    }
    return moments;
  }
}
