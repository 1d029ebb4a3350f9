package io.entasis.internal.tick;

import io.entasis.ingest.IngestOptions;
import io.entasis.ingest.IngestReport;
import io.entasis.internal.ingest.RowIngest;
import io.entasis.internal.read.Selection;
import io.entasis.tick.Tick;
import io.entasis.tick.TickQuery;
import io.entasis.tick.Ticks;
import java.util.Collection;
import java.util.Iterator;

/** The shelf of ticks on PostgreSQL. */
public final class PgTicks implements Ticks {

  private static final String SYMBOL = "symbol";

  private final TickAnswers answers;
  private final RowIngest<Tick> ingest;

  /** Over what answers its questions and what writes its rows. */
  public PgTicks(TickAnswers answers, RowIngest<Tick> ingest) {
    this.answers = answers;
    this.ingest = ingest;
  }

  @Override
  public void save(Tick tick) {
    ingest.save(tick);
  }

  @Override
  public IngestReport saveAll(Iterator<Tick> ticks, IngestOptions options) {
    return ingest.saveAll(ticks, options);
  }

  @Override
  public TickQuery of(String symbol) {
    return about(Selection.of(SYMBOL, symbol));
  }

  @Override
  public TickQuery of(String first, String second, String... more) {
    String[] rest = new String[more.length + 1];
    rest[0] = second;
    System.arraycopy(more, 0, rest, 1, more.length);
    return about(Selection.of(SYMBOL, first, rest));
  }

  @Override
  public TickQuery of(Collection<String> symbols) {
    return about(Selection.of(symbols, SYMBOL));
  }

  @Override
  public TickQuery all() {
    return about(Selection.ALL);
  }

  private TickQuery about(Selection symbols) {
    return answers.about(symbols);
  }
}
