package io.entasis.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.error.InvalidInputException;
import io.entasis.fixture.MarketSimulator;
import io.entasis.market.Micros;
import io.entasis.market.PutCall;
import io.entasis.market.TimeRange;
import io.entasis.option.OptionContract;
import io.entasis.option.OptionQuote;
import io.entasis.partition.ArchiveEntry;
import io.entasis.partition.ArchiveMonitor;
import io.entasis.tick.Tick;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions that the archive answers without a database. */
class ArchivedQueryTest {

  private static final List<Tick> TICKS =
      MarketSimulator.seeded(11).crypto().limit(5_000).list().stream()
          .sorted(Comparator.comparing(Tick::symbol).thenComparing(Tick::timestamp))
          .toList();

  @TempDir
  private Path folder;

  private ParquetArchive archive;
  private ArchiveEntry entry;

  @BeforeEach
  void store() {
    archive = ParquetArchive.on(FolderStore.at(folder.resolve("store")))
        .workFolder(folder.resolve("work"))
        .open();
    entry = archive.store(
        Layouts.ticksOfJanuary(),
        SampleRows.of(Layouts.TICKS, TICKS.size(), (row, n) -> {
          Tick tick = TICKS.get((int) n);
          row.putLong(0, n);
          row.putText(1, tick.symbol());
          row.putText(2, tick.exchange());
          row.putMicros(3, Micros.of(tick.timestamp()));
          row.putDecimal(4, tick.price());
          row.putDecimal(5, tick.volume());
          row.putMicros(6, 0);
        }),
        ArchiveMonitor.none());
  }

  @AfterEach
  void close() {
    archive.close();
    assertThat(folder.resolve("work")).isEmptyDirectory();
  }

  @Test
  void allTicksComeBackByEveryEndCall() {
    ArchivedQuery<Tick> all = archive.ticks(entry);

    assertThat(all.list()).isEqualTo(TICKS);
    try (Stream<Tick> ticks = all.stream()) {
      assertThat(ticks.toList()).isEqualTo(TICKS);
    }
    List<Tick> handed = new ArrayList<>();
    all.forEach(handed::add);
    assertThat(handed).isEqualTo(TICKS);
    assertThat(all.findFirst()).contains(TICKS.get(0));
    assertThat(all.count()).isEqualTo(TICKS.size());
  }

  @Test
  void symbolsAndSpansAreCutOutExactly() {
    Instant first =
        TICKS.stream().map(Tick::timestamp).min(Comparator.naturalOrder()).orElseThrow();
    Instant last =
        TICKS.stream().map(Tick::timestamp).max(Comparator.naturalOrder()).orElseThrow();
    Duration piece = Duration.between(first, last).dividedBy(5);
    for (int i = -1; i <= 5; i++) {
      TimeRange span = TimeRange.startingAt(first.plus(piece.multipliedBy(i)), piece);
      for (Set<String> symbols :
          List.of(Set.of("BTC-USDT"), Set.of("ETH-USDT", "SOL-USDT"), Set.of("none"))) {
        assertThat(archive.ticks(entry).of(symbols).during(span).list())
            .as("%s %s", symbols, span)
            .isEqualTo(TICKS.stream()
                .filter(tick -> symbols.contains(tick.symbol()) && span.contains(tick.timestamp()))
                .toList());
      }
    }
  }

  @Test
  void refinementsDoNotTouchTheQuestionTheyComeFrom() {
    ArchivedQuery<Tick> all = archive.ticks(entry);
    ArchivedQuery<Tick> some = all.of("BTC-USDT", "ETH-USDT");

    assertThat(all.count()).isEqualTo(TICKS.size());
    assertThat(some.list()).extracting(Tick::symbol).containsOnly("BTC-USDT", "ETH-USDT");
    assertThatThrownBy(() -> some.of("SOL-USDT")).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> all.of(List.of())).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> all.during(Layouts.RANGE).during(Layouts.RANGE))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void aStreamThatIsClosedEarlyLeavesNothingBehind() {
    try (Stream<Tick> ticks = archive.ticks(entry).stream()) {
      assertThat(ticks.limit(3).toList()).isEqualTo(TICKS.subList(0, 3));
    }
  }

  @Test
  void quotesKeepWhatIsMissing() {
    List<OptionQuote> quotes =
        IntStream.range(0, 40).mapToObj(ArchivedQueryTest::quote).toList();
    ArchiveEntry archived = archive.store(
        Layouts.quotesOfJanuary(),
        SampleRows.of(Layouts.QUOTES, quotes.size(), (row, n) -> {
          OptionQuote quote = quotes.get((int) n);
          row.putLong(0, n);
          row.putText(1, quote.contract().underlying());
          row.putDecimal(2, quote.contract().strike());
          row.putMicros(3, Micros.of(quote.contract().expiry()));
          row.putText(4, quote.contract().type().name());
          quote.iv().ifPresent(value -> row.putDecimal(5, value));
          quote.delta().ifPresent(value -> row.putDecimal(6, value));
          quote.gamma().ifPresent(value -> row.putDecimal(7, value));
          quote.theta().ifPresent(value -> row.putDecimal(8, value));
          quote.vega().ifPresent(value -> row.putDecimal(9, value));
          row.putMicros(10, Micros.of(quote.timestamp()));
          row.putMicros(11, 0);
        }),
        ArchiveMonitor.none());

    assertThat(archive.quotes(archived).list()).isEqualTo(quotes);
    assertThat(archive.quotes(archived).of("AAPL").count())
        .isEqualTo(quotes.stream()
            .filter(q -> q.contract().underlying().equals("AAPL"))
            .count());
  }

  @Test
  void anEntryOfAnotherTableIsRefusedAtOnce() {
    assertThatThrownBy(() -> archive.quotes(entry))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("underlying");
  }

  private static OptionQuote quote(int n) {
    OptionContract contract = new OptionContract(
        n < 20 ? "AAPL" : "BTC-USDT",
        Instant.parse("2024-02-16T08:00:00Z"),
        new BigDecimal("92.14285714"),
        n % 3 == 0 ? PutCall.CALL : PutCall.PUT);
    OptionQuote quote =
        OptionQuote.of(contract, Instant.parse("2024-01-16T21:00:00Z").plusSeconds(n));
    if (n % 2 == 0) {
      quote = quote.iv(new BigDecimal("0.2175")).theta(new BigDecimal("-0.00000001"));
    }
    return n % 5 == 0 ? quote.delta(BigDecimal.ZERO).gamma(new BigDecimal("0.000002")) : quote;
  }
}
