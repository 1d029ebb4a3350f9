package io.entasis.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.bar.Bar;
import io.entasis.bar.BarSize;
import io.entasis.cache.CacheKind;
import io.entasis.cache.CacheSettings;
import io.entasis.cache.KindSettings;
import io.entasis.cache.KindStatistics;
import io.entasis.fixture.MarketSimulator;
import io.entasis.market.TimeRange;
import io.entasis.query.Answer;
import io.entasis.query.AnswerSource;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@EntasisTest
class CacheGuideTest {

  private static final TimeRange DAY = TimeRange.day(LocalDate.of(2024, 3, 1));

  private final List<Tick> ticks =
      MarketSimulator.seeded(7).crypto().during(DAY).limit(200).list();

  @Test
  void isSwitchedOn(TestDatabase database) {
    DataSource dataSource = database.dataSource();
    // begin on
    try (Entasis entasis =
        Entasis.builder().dataSource(dataSource).cache(CacheSettings.defaults()).open()) {
      // hide
      entasis.ticks().saveAll(ticks);
      // show
      Optional<Tick> last = entasis.ticks().of("BTC-USDT").findLatest();
      // hide
      assertThat(last).isPresent();
      // show
    }
    // end on
  }

  @Test
  void isRefined(TestDatabase database) {
    // begin settings
    CacheSettings settings = CacheSettings.defaults()
        .staleness(Duration.ofMillis(500))
        .without(CacheKind.LATEST_SNAPSHOT)
        .with(
            CacheKind.BARS,
            KindSettings.defaults().maxRows(500_000).refreshEvery(Duration.ofMillis(200)));
    // end settings
    try (Entasis entasis = database.entasis().cache(settings).open()) {
      assertThat(entasis.cache().keeps(CacheKind.LATEST_SNAPSHOT)).isFalse();
      assertThat(entasis.cache().keeps(CacheKind.BARS)).isTrue();
    }
  }

  @Test
  void tellsOfItself(TestDatabase database) {
    try (Entasis entasis = database.entasis().cache(CacheSettings.defaults()).open()) {
      entasis.ticks().saveAll(ticks);
      // begin answer
      Answer<List<Bar>> answer =
          entasis.bars().of("BTC-USDT", BarSize.ofHours(1)).during(DAY).answer();
      if (answer.source() == AnswerSource.CACHE) {
        System.out.println("read " + answer.age().toMillis() + " ms ago");
      }

      KindStatistics bars = entasis.cache().statistics(CacheKind.BARS);
      System.out.println(bars.hits() + " of " + (bars.hits() + bars.misses()) + " from the cache");
      // end answer
      assertThat(answer.value()).isNotEmpty();
      assertThat(bars.hits() + bars.misses()).isEqualTo(1);
    }
  }
}
