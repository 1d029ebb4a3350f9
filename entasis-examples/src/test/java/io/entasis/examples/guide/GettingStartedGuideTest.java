package io.entasis.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.bar.Bar;
import io.entasis.bar.BarSize;
import io.entasis.fixture.MarketSimulator;
import io.entasis.ingest.IngestReport;
import io.entasis.market.TimeRange;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import io.entasis.tick.TickColumns;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@EntasisTest(migrated = false)
class GettingStartedGuideTest {

  private static final TimeRange DAY = TimeRange.day(LocalDate.of(2024, 3, 1));

  @Test
  void fromNothingToBars(TestDatabase database) {
    DataSource dataSource = database.dataSource();
    List<Tick> feed = MarketSimulator.seeded(42)
        .crypto()
        .only("BTC-USDT")
        .during(DAY)
        .limit(5_000)
        .list();
    // begin start
    try (Entasis entasis = Entasis.builder().dataSource(dataSource).open()) {
      entasis.schema().migrate();

      IngestReport report = entasis.ticks().saveAll(feed);

      List<Tick> day = entasis.ticks().of("BTC-USDT").during(DAY).list();
      TickColumns columns = entasis.ticks().of("BTC-USDT").during(DAY).columns();
      Optional<Tick> last = entasis.ticks().of("BTC-USDT").findLatest();
      List<Bar> bars =
          entasis.bars().of("BTC-USDT", BarSize.ofMinutes(5)).during(DAY).list();
      // hide
      assertThat(report.accepted()).isEqualTo(feed.size());
      assertThat(day).isEqualTo(feed);
      assertThat(columns.size()).isEqualTo(feed.size());
      assertThat(last).contains(feed.get(feed.size() - 1));
      assertThat(bars.stream().mapToLong(Bar::ticks).sum()).isEqualTo(feed.size());
      // show
    }
    // end start
  }
}
