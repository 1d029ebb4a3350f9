package io.entasis.examples;

import io.entasis.bar.Bar;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The bars of one symbol as far as they are shown: the first few, and as many as a chart takes. */
final class SymbolBars {

  private final String symbol;
  private final List<Bar> first = new ArrayList<>();
  private final Deque<Bar> last = new ArrayDeque<>();
  private long count;

  SymbolBars(String symbol) {
    this.symbol = symbol;
  }

  void add(Bar bar) {
    count++;
    if (first.size() < BarTable.SHOWN) {
      first.add(bar);
    }
    if (last.size() == CandleChart.MOST_BARS) {
      last.removeFirst();
    }
    last.addLast(bar);
  }

  String symbol() {
    return symbol;
  }

  long count() {
    return count;
  }

  /** The first few. */
  List<Bar> first() {
    return first;
  }

  /** The last ones. */
  List<Bar> last() {
    return List.copyOf(last);
  }
}
