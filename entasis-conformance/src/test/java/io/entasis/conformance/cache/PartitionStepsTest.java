package io.entasis.conformance.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entasis.Entasis;
import io.entasis.archive.ParquetArchive;
import io.entasis.bar.BarQuery;
import io.entasis.bar.BarSize;
import io.entasis.cache.CacheSettings;
import io.entasis.market.TimeRange;
import io.entasis.partition.MaintenancePolicy;
import io.entasis.partition.MaintenanceReport;
import io.entasis.partition.PartitionArchive;
import io.entasis.partition.PartitionedTable;
import io.entasis.partition.StepKind;
import io.entasis.query.AnswerSource;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rows that come and go with partitions, and bars that are trimmed or rebuilt: whoever did it answers right at once, although its own polls
 * are far apart, and others within their bound.
 */
@EntasisTest
class PartitionStepsTest {

  private static final YearMonth FEBRUARY = YearMonth.of(2024, 2);
  private static final TimeRange RANGE = TimeRange.month(FEBRUARY);
  private static final String PARTITION = "market_data_y2024m02";
  private static final String SYMBOL = "OLD";
  private static final String DIRECT =
      " (symbol, exchange, timestamp, price, volume) values ('OLD', 'NYSE', '2024-02-28 12:00+00', 77, 1)";

  /** What is old is told from the newest row. */
  private static final Tick NEWEST = tick("NEW", "2024-06-14");

  private static final CacheSettings SLOW =
      CacheSettings.defaults().staleness(Duration.ofMinutes(10));

  private final MovableClock clock = new MovableClock(Instant.parse("2024-06-15T12:00:00Z"));
  private final TestDatabase database;
  private final Entasis here;
  private final Entasis there;
  private final Entasis bare;

  @TempDir
  private Path folder;

  private PartitionArchive archive;
  private MaintenancePolicy policy;

  PartitionStepsTest(TestDatabase database) {
    this.database = database;
    this.here = Caching.following(Caching.on(database).clock(clock).cache(SLOW).open());
    this.there = Caching.following(
        Caching.on(database).clock(clock).cache(Caching.STRICT).open());
    this.bare = Caching.on(database).clock(clock).open();
  }

  @BeforeEach
  void open() {
    archive = ParquetArchive.inFolder(folder);
    policy = MaintenancePolicy.defaults()
        .only(PartitionedTable.MARKET_DATA)
        .createAhead(0)
        .archive(archive);
  }

  @AfterEach
  void close() {
    Stream.of(here, there, bare).forEach(Entasis::close);
    archive.close();
  }

  @Test
  void aMonthThatIsDetachedDroppedAndRestored() {
    fill();
    List<Object> before = kept();

    assertDone(maintain(), StepKind.DETACH);
    assertAnswersFollow(before);
    clock.advance(Duration.ofDays(8));
    before = kept();
    assertDone(maintain(), StepKind.DROP);
    assertThat(answers(here)).isEqualTo(before);
    here.partitions().restore(Tick.TABLE, PARTITION, archive);
    assertAnswersFollow(before);
  }

  @Test
  void aMonthThatIsLoadedBeside() {
    List<Object> before = kept();

    here.partitions().backfill(Tick.TABLE, FEBRUARY, ticks());

    assertAnswersFollow(before);
  }

  /** What was written past all triggers counts from the drain on. */
  @Test
  void aDefaultPartitionThatIsDrained() {
    database.execute("create table rest partition of market_data default");
    List<Object> before = kept();
    database.execute("insert into rest" + DIRECT);

    assertDone(maintain(policy.retainForEver()), StepKind.DRAIN_DEFAULT);

    assertAnswersFollow(before);
  }

  @Test
  void aMonthThatIsGivenItsTriggers() {
    database.execute("create table " + PARTITION
        + " partition of market_data for values from ('2024-02-01+00') to ('2024-03-01+00')");
    List<Object> before = kept();
    database.execute("insert into " + PARTITION + DIRECT);

    assertDone(maintain(policy.retainForEver()), StepKind.GUARD);

    assertAnswersFollow(before);
  }

  @Test
  void barsThatAreTrimmed() {
    fill();
    maintain();
    List<Object> before = kept();

    assertDone(maintain(policy.keepRollups(Period.ofMonths(4))), StepKind.TRIM_ROLLUPS);

    assertAnswersFollow(before);
  }

  @Test
  void barsThatAreRebuilt() {
    fill();
    here.rollups().refresh();
    database.execute("update bars_1h set high = 4711 where symbol = 'OLD'");
    List<Object> before = kept();

    here.rollups().rebuild(RANGE);

    assertAnswersFollow(before);
  }

  /** The rows are hidden before that can be noted, and whoever was to note it is gone. */
  @Test
  void aDetachThatNobodyHasNoted() {
    fill();
    database.execute("insert into partition_state"
        + " (table_name, partition_name, range_from, range_to, state, since) values ('market_data', '"
        + PARTITION + "', '2024-02-01+00', '2024-03-01+00', 'DETACHING', now())");
    List<Object> before = kept();

    database.execute("alter table market_data detach partition " + PARTITION + " concurrently");
    long since = System.nanoTime();

    assertChanged(before);
    assertFollowsThere(since);
  }

  private void fill() {
    here.ticks().saveAll(ticks());
    here.ticks().save(NEWEST);
  }

  private static List<Tick> ticks() {
    return Stream.of("2024-02-01", "2024-02-14", "2024-02-29")
        .map(day -> tick(SYMBOL, day))
        .toList();
  }

  private static Tick tick(String symbol, String day) {
    Instant at = Instant.parse(day + "T12:34:56Z");
    return new Tick(symbol, "NYSE", at, BigDecimal.TEN, BigDecimal.ONE);
  }

  private MaintenanceReport maintain() {
    return maintain(policy);
  }

  private MaintenanceReport maintain(MaintenancePolicy wanted) {
    return here.partitions().maintenance(wanted).preview().apply();
  }

  private static void assertDone(MaintenanceReport report, StepKind kind) {
    assertThat(report.outcome()).as("%s", report).isEqualTo(MaintenanceReport.Outcome.DONE);
    assertThat(report.results(kind)).isNotEmpty();
  }

  /** The answers, which both keep from now on. */
  private List<Object> kept() {
    List<Object> answers = answers(bare);
    for (Entasis each : List.of(here, there)) {
      await()
          .atMost(Caching.PATIENCE)
          .until(() ->
              answers(each).equals(answers) && kept(each).answer().source() == AnswerSource.CACHE);
    }
    return answers;
  }

  private void assertAnswersFollow(List<Object> before) {
    long since = System.nanoTime();
    assertThat(answers(here)).isEqualTo(answers(bare));
    assertChanged(before);
    assertFollowsThere(since);
  }

  private void assertChanged(List<Object> before) {
    assertThat(answers(bare)).isNotEqualTo(before);
  }

  private void assertFollowsThere(long since) {
    Caching.awaitPast(since, Caching.STRICT.staleness());
    assertThat(answers(there)).isEqualTo(answers(bare));
  }

  /** The latest tick, bars that are kept, and bars that are made of ticks. */
  private static List<Object> answers(Entasis entasis) {
    return List.of(
        entasis.ticks().of(SYMBOL).findLatest(),
        kept(entasis).list(),
        kept(entasis).on("NYSE").list());
  }

  private static BarQuery kept(Entasis entasis) {
    return entasis.bars().of(SYMBOL, BarSize.ofHours(1)).during(RANGE);
  }
}
