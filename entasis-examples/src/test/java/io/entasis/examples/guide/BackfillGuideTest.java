package io.entasis.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.Entasis;
import io.entasis.archive.ParquetArchive;
import io.entasis.bar.Bar;
import io.entasis.bar.BarSize;
import io.entasis.fixture.MarketSimulator;
import io.entasis.market.Micros;
import io.entasis.market.TimeRange;
import io.entasis.partition.ArchiveEntry;
import io.entasis.partition.ArchiveMonitor;
import io.entasis.partition.ArchiveRequest;
import io.entasis.partition.BackfillOptions;
import io.entasis.partition.BackfillReport;
import io.entasis.partition.ColumnType;
import io.entasis.partition.LoadCancelledException;
import io.entasis.partition.LoadMonitor;
import io.entasis.partition.LoadOptions;
import io.entasis.partition.LoadProgress;
import io.entasis.partition.PartitionArchive;
import io.entasis.partition.PartitionKey;
import io.entasis.partition.PartitionRows;
import io.entasis.partition.RestoreReport;
import io.entasis.partition.RestoredState;
import io.entasis.partition.RowBuffer;
import io.entasis.partition.RowColumn;
import io.entasis.partition.RowLayout;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EntasisTest
class BackfillGuideTest {

  private static final YearMonth JANUARY = YearMonth.of(2024, 1);
  private static final PartitionKey PARTITION =
      new PartitionKey("market_data", "market_data_y2024m01", TimeRange.month(JANUARY));

  @Test
  void aMonthIsFilled(Entasis entasis) {
    try (Stream<Tick> history = history()) {
      // begin backfill
      BackfillReport report =
          entasis.partitions().backfill(Tick.TABLE, YearMonth.of(2024, 1), history);
      // end backfill
      assertThat(report.rows().accepted())
          .isPositive()
          .isEqualTo(entasis.ticks().all().count());
    }
    assertThat(entasis.bars().of("BTC-USDT", BarSize.ofHours(1)).list()).isNotEmpty();
    assertThat(entasis.rollups().status().ledgerRows()).isZero();
  }

  @Test
  void aLoadIsFollowedAndCancelled(Entasis entasis) {
    AtomicBoolean stop = new AtomicBoolean(true);
    Iterator<Tick> history = history().iterator();
    assertThatThrownBy(() -> {
          // begin monitor
          LoadMonitor monitor = new LoadMonitor() {
            @Override
            public void onProgress(LoadProgress progress) {
              System.out.println(progress.step() + ": " + progress.rows() + " rows");
            }

            @Override
            public boolean isCancelled() {
              return stop.get();
            }
          };
          BackfillOptions options = BackfillOptions.defaults()
              .rejectLimit(100)
              .knownAfter(Duration.ofMillis(50))
              .loading(LoadOptions.defaults().connections(4).monitor(monitor));
          entasis.partitions().backfill(Tick.TABLE, YearMonth.of(2024, 1), history, options);
          // end monitor
        })
        .isInstanceOf(LoadCancelledException.class);
    assertThat(entasis.ticks().all().count()).isZero();
  }

  @Test
  void whatDeadProcessesLeftIsRemoved(Entasis entasis) {
    // begin abandoned
    List<String> removed = entasis.partitions().removeAbandoned();
    // end abandoned
    assertThat(removed).isEmpty();
  }

  @Test
  void anArchivedMonthComesBack(Entasis entasis, TestDatabase database, @TempDir Path folder) {
    entasis.ticks().saveAll(history());
    entasis.rollups().freezeBefore(PARTITION.range().to());
    List<Bar> bars = entasis.bars().of("BTC-USDT", BarSize.ofHours(1)).list();
    List<Tick> ticks = entasis.ticks().all().list();
    try (ParquetArchive archive = ParquetArchive.inFolder(folder)) {
      archive.store(
          ArchiveRequest.of(PARTITION, "6"), new ArchivedTicks(ticks), ArchiveMonitor.none());
      gone(database);
      // begin restore
      RestoreReport report =
          entasis.partitions().restore(Tick.TABLE, "market_data_y2024m01", archive);
      // end restore
      assertThat(report.state()).isEqualTo(RestoredState.SEALED);
      assertThat(entasis.ticks().all().list()).isEqualTo(ticks);

      gone(database);
      reopen(entasis, archive);
      entasis.ticks().save(ticks.get(0));
      assertThat(entasis.rollups().status().rawFloor())
          .contains(PARTITION.range().from());
    }
    assertThat(entasis.ticks().all().count()).isEqualTo(ticks.size() + 1L);
    assertThat(entasis.bars().of("BTC-USDT", BarSize.ofHours(1)).list()).hasSameSizeAs(bars);
  }

  private static void reopen(Entasis entasis, PartitionArchive archive) {
    // begin writable
    ArchiveEntry entry = archive.get("market_data", "market_data_y2024m01");
    entasis.partitions().restore(entry, archive, RestoredState.WRITABLE, LoadOptions.defaults());
    // end writable
  }

  private static void gone(TestDatabase database) {
    database.execute("drop table market_data_y2024m01");
  }

  private static Stream<Tick> history() {
    return MarketSimulator.seeded(42)
        .crypto()
        .only("BTC-USDT")
        .paced(0.02)
        .during(TimeRange.between(LocalDate.of(2024, 1, 30), LocalDate.of(2024, 2, 1)))
        .stream();
  }

  /** As they lie in the table. */
  private static final class ArchivedTicks implements PartitionRows {

    private static final RowLayout LAYOUT = RowLayout.of(
        RowColumn.required("id", ColumnType.bigint()),
        RowColumn.required("symbol", ColumnType.text()),
        RowColumn.required("exchange", ColumnType.text()),
        RowColumn.required("timestamp", ColumnType.timestamptz()),
        RowColumn.required("price", ColumnType.decimal(20, 8)),
        RowColumn.required("volume", ColumnType.decimal(20, 8)),
        RowColumn.required("created_at", ColumnType.timestamptz()));

    private final Iterator<Tick> ticks;
    private long id;

    private ArchivedTicks(List<Tick> ticks) {
      this.ticks = ticks.iterator();
    }

    @Override
    public RowLayout layout() {
      return LAYOUT;
    }

    @Override
    public boolean next(RowBuffer row) {
      row.clear();
      if (!ticks.hasNext()) {
        return false;
      }
      Tick tick = ticks.next();
      row.putLong(0, ++id);
      row.putText(1, tick.symbol());
      row.putText(2, tick.exchange());
      row.putMicros(3, Micros.of(tick.timestamp()));
      row.putDecimal(4, tick.price());
      row.putDecimal(5, tick.volume());
      row.putMicros(6, Micros.of(tick.timestamp()));
      return true;
    }

    @Override
    public void close() {
      // a list has nothing to close
    }
  }
}
