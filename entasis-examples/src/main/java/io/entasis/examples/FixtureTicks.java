package io.entasis.examples;

import io.entasis.fixture.MarketSimulator;
import io.entasis.market.TimeRange;
import io.entasis.tick.Tick;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;

/**
 * Made-up ticks of a working week that begins in one month and ends in the next: two digital assets
 * that trade round the clock, and a stock.
 */
final class FixtureTicks implements TickSource {

  private static final long SEED = 42;
  private static final TimeRange WEEK =
      TimeRange.between(LocalDate.of(2024, 1, 29), LocalDate.of(2024, 2, 3));

  private final MarketSimulator market = MarketSimulator.seeded(SEED)
      .crypto()
      .equities()
      .only("BTC-USDT", "PEPE-USDT", "IBM")
      .paced(0.2)
      .during(WEEK);

  @Override
  public String name() {
    return "made-up ticks of BTC-USDT, PEPE-USDT and IBM, 29 January to 2 February 2024";
  }

  @Override
  public String key() {
    return "quickstart fixtures " + SEED + " " + WEEK;
  }

  @Override
  public long rows() {
    return market.stream().count();
  }

  @Override
  public TickReader open() {
    return new Reader(market.iterator());
  }

  private record Reader(Iterator<Tick> ticks) implements TickReader {

    @Override
    public boolean hasNext() {
      return ticks.hasNext();
    }

    @Override
    public Tick next() {
      return ticks.next();
    }

    @Override
    public List<BadLine> badLines() {
      return List.of();
    }

    @Override
    public long badLineCount() {
      return 0;
    }

    @Override
    public long lineOf(long row) {
      return row;
    }

    @Override
    public void close() {}
  }
}
