package io.entasis.internal.bar;

import io.entasis.bar.Bar;
import io.entasis.bar.BarThreshold;
import io.entasis.internal.db.Sessions;
import io.entasis.internal.db.Sql;
import io.entasis.internal.read.FieldShape;
import io.entasis.internal.read.ReadStatement;
import io.entasis.internal.read.RowReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jooq.SortOrder;

/** Answers questions about bars that end when enough has happened, from the ticks in the database. */
final class ThresholdAnswers {

  private final Sql sql;
  private final BarThreshold threshold;
  private final RowReader<Trade> reader;

  /** Over the sessions, for bars of that threshold. */
  ThresholdAnswers(Sessions sessions, Sql sql, BarThreshold threshold) {
    this.sql = sql;
    this.threshold = threshold;
    this.reader = new RowReader<>(sessions, "building bars", () -> new FieldShape<>(Trade::of));
  }

  List<Bar> list(ThresholdCriteria criteria) {
    try (Stream<Bar> bars = stream(criteria)) {
      return bars.toList();
    }
  }

  Stream<Bar> stream(ThresholdCriteria criteria) {
    OptionalLong limit = criteria.window().limit();
    if (criteria.window().direction() != SortOrder.DESC) {
      return ascending(criteria, limit);
    }
    try (Stream<Bar> bars = ascending(criteria, OptionalLong.empty())) {
      return backwards(bars).limit(limit.orElse(Long.MAX_VALUE));
    }
  }

  private Stream<Bar> ascending(ThresholdCriteria criteria, OptionalLong limit) {
    Stream<Trade> trades = reader.stream(written(criteria));
    return LimitedStream.of(
        new ThresholdBars(threshold, criteria.provisional(), trades.iterator()), limit, trades);
  }

  /** The last bar of each symbol first. */
  private static Stream<Bar> backwards(Stream<Bar> bars) {
    Map<String, Deque<Bar>> bySymbol = new LinkedHashMap<>();
    bars.forEachOrdered(bar ->
        bySymbol.computeIfAbsent(bar.symbol(), symbol -> new ArrayDeque<>()).addFirst(bar));
    return bySymbol.values().stream().flatMap(Deque::stream);
  }

  private ReadStatement written(ThresholdCriteria criteria) {
    String text = sql.inlined(criteria.ticks(sql.dsl()));
    return criteria.isOfOne() ? ReadStatement.orderedByIndex(text) : ReadStatement.of(text);
  }
}
