package io.entasis.internal.bar;

import io.entasis.bar.BarQuery;
import io.entasis.bar.BarSize;
import io.entasis.bar.BarThreshold;
import io.entasis.bar.Bars;
import io.entasis.bar.ThresholdBarQuery;
import io.entasis.internal.read.Selection;
import java.util.Collection;

/** The shelf of bars on PostgreSQL. */
public final class PgBars implements Bars {

  private static final String SYMBOL = "symbol";

  private final BarAnswers answers;

  /** Over what answers its questions. */
  public PgBars(BarAnswers answers) {
    this.answers = answers;
  }

  @Override
  public BarQuery of(String symbol, BarSize size) {
    return about(Selection.of(SYMBOL, symbol), size);
  }

  @Override
  public BarQuery of(Collection<String> symbols, BarSize size) {
    return about(Selection.of(symbols, SYMBOL), size);
  }

  @Override
  public ThresholdBarQuery of(String symbol, BarThreshold threshold) {
    return answers.about(Selection.of(SYMBOL, symbol), threshold);
  }

  @Override
  public ThresholdBarQuery of(Collection<String> symbols, BarThreshold threshold) {
    return answers.about(Selection.of(symbols, SYMBOL), threshold);
  }

  private BarQuery about(Selection symbols, BarSize size) {
    return answers.about(symbols, size);
  }
}
