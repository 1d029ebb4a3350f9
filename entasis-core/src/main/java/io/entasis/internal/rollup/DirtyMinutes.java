package io.entasis.internal.rollup;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Minutes whose bars have to be computed anew.
 *
 * @param minutes the minutes, each once
 */
record DirtyMinutes(Set<Minute> minutes) {

  /** Stands for all symbols of a minute. */
  static final String EVERY_SYMBOL = "";

  /**
   * A minute of a symbol.
   *
   * @param symbol the symbol; empty for all
   * @param bucket start of the minute
   */
  record Minute(String symbol, Instant bucket) {}

  int size() {
    return minutes.size();
  }

  boolean contains(Minute minute) {
    return minutes.contains(minute);
  }

  DirtyMinutes since(Instant floor) {
    return new DirtyMinutes(minutes.stream()
        .filter(minute -> !minute.bucket().isBefore(floor))
        .collect(Collectors.toCollection(LinkedHashSet::new)));
  }

  /** Starts of the minutes that stand for all symbols. */
  Instant[] ofAllSymbols() {
    return minutes.stream()
        .filter(minute -> minute.symbol().equals(EVERY_SYMBOL))
        .map(Minute::bucket)
        .toArray(Instant[]::new);
  }

  /** Those that stand for one symbol. */
  List<Minute> named() {
    return minutes.stream()
        .filter(minute -> !minute.symbol().equals(EVERY_SYMBOL))
        .toList();
  }

  /** The same, month by month, since ticks of a month lie in one partition. */
  Map<YearMonth, DirtyMinutes> byMonth() {
    Map<YearMonth, Set<Minute>> months = new TreeMap<>();
    minutes.forEach(minute -> months
        .computeIfAbsent(
            YearMonth.from(minute.bucket().atOffset(ZoneOffset.UTC)),
            month -> new LinkedHashSet<>())
        .add(minute));
    Map<YearMonth, DirtyMinutes> split = new TreeMap<>();
    months.forEach((month, some) -> split.put(month, new DirtyMinutes(some)));
    return split;
  }

  String[] symbols() {
    return minutes.stream().map(Minute::symbol).toArray(String[]::new);
  }

  Instant[] buckets() {
    return minutes.stream().map(Minute::bucket).toArray(Instant[]::new);
  }
}
