package io.entasis.internal.tick;

import io.entasis.ingest.IngestOptions;
import io.entasis.ingest.IngestReport;
import io.entasis.internal.ingest.RowIngest;
import io.entasis.tick.Tick;
import io.entasis.tick.TickQuery;
import io.entasis.tick.TickReader;
import io.entasis.tick.Ticks;
import java.util.Collection;
import java.util.Iterator;

/**
 * The shelf of ticks on PostgreSQL.
 *
 * @param reader answers its questions
 * @param ingest writes its rows
 */
public record PgTicks(TickReader reader, RowIngest<Tick> ingest) implements Ticks {

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
    return reader.of(symbol);
  }

  @Override
  public TickQuery of(String first, String second, String... more) {
    return reader.of(first, second, more);
  }

  @Override
  public TickQuery of(Collection<String> symbols) {
    return reader.of(symbols);
  }

  @Override
  public TickQuery all() {
    return reader.all();
  }
}
