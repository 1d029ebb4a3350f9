package io.entasis.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.Entasis;
import io.entasis.fixture.MarketSimulator;
import io.entasis.ingest.IngestFailedException;
import io.entasis.ingest.IngestOptions;
import io.entasis.ingest.IngestReport;
import io.entasis.ingest.RejectReason;
import io.entasis.ingest.Rejection;
import io.entasis.market.TimeRange;
import io.entasis.testkit.EntasisTest;
import io.entasis.tick.Tick;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

@EntasisTest
class WritingTicksGuideTest {

  private static final TimeRange DAY = TimeRange.day(LocalDate.of(2024, 3, 1));

  @Test
  void savesOne(Entasis entasis) {
    // begin save
    entasis
        .ticks()
        .save(new Tick(
            "BTC-USDT",
            "BINANCE",
            Instant.parse("2024-03-01T09:30:00.123456Z"),
            new BigDecimal("61234.5"),
            new BigDecimal("0.00042")));
    // end save
    assertThat(entasis.ticks().of("BTC-USDT").count()).isEqualTo(1);
  }

  @Test
  void reportsWhatItRejects(Entasis entasis) {
    List<Tick> feed =
        new ArrayList<>(MarketSimulator.seeded(1).crypto().during(DAY).limit(10).list());
    feed.add(new Tick("", "BINANCE", DAY.from(), BigDecimal.ONE, BigDecimal.ONE));
    // begin report
    IngestReport report = entasis.ticks().saveAll(feed);

    for (Rejection rejection : report.rejections()) {
      System.out.println(rejection); // row 11: symbol NAME_BLANK
    }
    // end report
    assertThat(report.accepted()).isEqualTo(10);
    assertThat(report.rejections())
        .containsExactly(new Rejection(11, RejectReason.NAME_BLANK, "symbol"));
    assertThat(report.partitionsCreated()).containsExactly("market_data_y2024m03");
  }

  @Test
  void takesOptions(Entasis entasis) {
    Iterator<Tick> feed =
        MarketSimulator.seeded(1).crypto().during(DAY).limit(9_000).iterator();
    List<Long> rows = new ArrayList<>();
    // begin options
    IngestOptions options = IngestOptions.defaults()
        .batchSize(5_000)
        .rejectLimit(100)
        .listener(progress -> rows.add(progress.rows()));

    entasis.ticks().saveAll(feed, options);
    // end options
    assertThat(rows).containsExactly(5_000L, 9_000L);
  }

  @Test
  void storesABatchOnce(Entasis entasis) {
    List<Tick> file = MarketSimulator.seeded(1).crypto().during(DAY).limit(100).list();
    // begin once
    IngestOptions once = IngestOptions.defaults().key("binance-2024-03-01.csv");

    IngestReport first = entasis.ticks().saveAll(file, once);
    IngestReport again = entasis.ticks().saveAll(file, once);
    // end once
    assertThat(first.accepted()).isEqualTo(100);
    assertThat(again.accepted()).isZero();
    assertThat(again.duplicate()).isEqualTo(100);
    assertThat(entasis.ticks().all().count()).isEqualTo(100);
  }

  @Test
  void saysWhatIsStoredWhenTheSourceFails(Entasis entasis) {
    Iterator<Tick> feed =
        MarketSimulator.seeded(1).crypto().during(DAY).limit(250).iterator();
    List<IngestReport> reports = new ArrayList<>();
    Iterator<Tick> broken = failingAfter(feed, 150);
    // begin failure
    try {
      entasis.ticks().saveAll(broken, IngestOptions.defaults().batchSize(100));
    } catch (IngestFailedException e) {
      reports.add(e.report()); // what is stored; save all again under a key
    }
    // end failure
    assertThat(reports).singleElement().extracting(IngestReport::accepted).isEqualTo(100L);
    assertThat(entasis.ticks().all().count()).isEqualTo(100);
  }

  @Test
  void allOrNothing(Entasis entasis) {
    List<Tick> first = MarketSimulator.seeded(1).crypto().during(DAY).limit(10).list();
    Iterator<Tick> second =
        failingAfter(MarketSimulator.seeded(2).crypto().during(DAY).limit(10).iterator(), 5);
    assertThatThrownBy(() -> {
          // begin transaction
          entasis.useTransaction(tx -> {
            tx.ticks().saveAll(first);
            tx.ticks().saveAll(second);
          });
          // end transaction
        })
        .isInstanceOf(IngestFailedException.class);
    assertThat(entasis.ticks().all().count()).isZero();
  }

  private static Iterator<Tick> failingAfter(Iterator<Tick> ticks, int rows) {
    return new Iterator<>() {
      private int left = rows;

      @Override
      public boolean hasNext() {
        return ticks.hasNext();
      }

      @Override
      public Tick next() {
        if (left-- == 0) {
          throw new IllegalStateException("the feed broke");
        }
        return ticks.next();
      }
    };
  }
}
