package io.entasis.internal.tick;

import io.entasis.internal.read.Selection;
import io.entasis.tick.TickQuery;
import io.entasis.tick.TickReader;
import java.util.Collection;

/**
 * Questions about ticks on PostgreSQL.
 *
 * @param answers answers them
 */
public record PgTickReader(TickAnswers answers) implements TickReader {

  private static final String SYMBOL = "symbol";

  @Override
  public TickQuery of(String symbol) {
    return answers.about(Selection.of(SYMBOL, symbol));
  }

  @Override
  public TickQuery of(String first, String second, String... more) {
    String[] rest = new String[more.length + 1];
    rest[0] = second;
    System.arraycopy(more, 0, rest, 1, more.length);
    return answers.about(Selection.of(SYMBOL, first, rest));
  }

  @Override
  public TickQuery of(Collection<String> symbols) {
    return answers.about(Selection.of(symbols, SYMBOL));
  }

  @Override
  public TickQuery all() {
    return answers.about(Selection.ALL);
  }
}
