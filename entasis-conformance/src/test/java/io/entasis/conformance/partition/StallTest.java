package io.entasis.conformance.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entasis.Entasis;
import io.entasis.conformance.Beside;
import io.entasis.conformance.read.LentConnection;
import io.entasis.partition.MaintenanceListener;
import io.entasis.partition.MaintenancePolicy;
import io.entasis.partition.MaintenanceReport;
import io.entasis.partition.MaintenanceStep;
import io.entasis.partition.PartitionArchive;
import io.entasis.partition.PartitionedTable;
import io.entasis.partition.StepKind;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers and writers are under way while maintenance works, and none waits for longer than the time for a lock. */
@EntasisTest
class StallTest {

  private static final String OLD = "market_data_y2024m02";

  private static final Duration LOCK_TIMEOUT = Duration.ofMillis(300);

  /** What is forgiven to a machine that is busy with other things. */
  private static final Duration SLACK = Duration.ofSeconds(1);

  /** A month is sealed, or was detached: the two reasons why a row of the past may be refused. */
  private static final List<String> REFUSED = List.of("55006", "23514");

  private final TestDatabase database;
  private final MovingClock clock = new MovingClock("2024-06-15T12:00:00Z");
  private final Entasis entasis;

  StallTest(TestDatabase database) {
    this.database = database;
    this.entasis = Months.open(database, clock);
  }

  @AfterEach
  void close() {
    entasis.close();
  }

  @Test
  void readersAndWritersGoOnThroughEveryStep(@TempDir Path folder) throws Exception {
    try (PartitionArchive archive = Months.archive(folder)) {
      MaintenancePolicy policy = MaintenancePolicy.defaults()
          .only(PartitionedTable.MARKET_DATA)
          .archive(archive)
          .grace(Duration.ZERO)
          .lockTimeout(LOCK_TIMEOUT)
          .attempts(50);
      Months.load(entasis, "2024-01", "2024-04");
      Months.load(entasis, "2024-06", "2024-06");
      fill("2024-02-10", 50_000);
      database.execute("create table market_data_y2024m05 partition of market_data"
          + " for values from ('2024-05-01 00:00+00') to ('2024-06-01 00:00+00')");
      fill("2024-05-10", 20_000);
      database.execute("create table rest partition of market_data default");
      fill("2024-07-10", 200_000);
      AtomicBoolean ended = new AtomicBoolean();
      AtomicLong longestRead = new AtomicLong();
      AtomicLong longestWrite = new AtomicLong();
      CompletableFuture<Long> reader = Beside.supply(
          () -> repeat(
              ended,
              longestRead,
              "select count(*) from market_data where timestamp < '2024-06-10 00:00+00' and symbol = 'ETH-USDT'"));
      CompletableFuture<Long> writer = Beside.supply(() -> repeat(
          ended,
          longestWrite,
          insert("2024-02-10"),
          insert("2024-05-10"),
          insert("2024-06-10"),
          insert("2024-07-10")));
      CompletableFuture<Long> inTheWay = Beside.supply(() -> repeat(
          ended,
          new AtomicLong(),
          "begin; select count(*) from market_data where symbol = 'ETH-USDT'; select pg_sleep(0.4); commit",
          "select pg_sleep(0.1)"));

      Duration most = mostBesideADrain();

      MaintenanceReport report =
          entasis.partitions().maintenance(policy).preview().apply();

      ended.set(true);
      assertThat(report.outcome())
          .as(report.results().toString())
          .isEqualTo(MaintenanceReport.Outcome.DONE);
      assertThat(report.results().stream().map(result -> result.step().kind()).distinct())
          .containsExactlyInAnyOrder(
              StepKind.DRAIN_DEFAULT,
              StepKind.GUARD,
              StepKind.CREATE,
              StepKind.SEAL,
              StepKind.ARCHIVE,
              StepKind.DETACH,
              StepKind.DROP);
      assertThat(reader.get(1, TimeUnit.MINUTES)).isPositive();
      assertThat(writer.get(1, TimeUnit.MINUTES)).isPositive();
      assertThat(inTheWay.get(1, TimeUnit.MINUTES)).isPositive();
      assertThat(Duration.ofNanos(longestRead.get())).isLessThan(most);
      assertThat(Duration.ofNanos(longestWrite.get())).isLessThan(most);
    }
  }

  /**
   * Every wait for a lock is short, and while a default partition is drained its rows are looked at once. How long that takes here is
   * tried beside the same readers and writers.
   */
  private Duration mostBesideADrain() {
    Duration look =
        Stream.generate(this::look).limit(3).max(Comparator.naturalOrder()).orElseThrow();
    return LOCK_TIMEOUT.plus(look.multipliedBy(3)).plus(SLACK);
  }

  private Duration look() {
    return timed(
        () -> database.query(
            "select date_trunc('day', timestamp), count(*), count(*) filter (where age(xmin) > 0) from only rest group by 1"));
  }

  private static Duration timed(Runnable work) {
    long began = System.nanoTime();
    work.run();
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** Many rows of one day, some in each of a thousand minutes. */
  private void fill(String day, int rows) {
    database.execute("insert into market_data (symbol, exchange, timestamp, price, volume)"
        + " select 'BTC-USDT', 'X', timestamptz '" + day
        + " 00:00+00' + n % 1000 * interval '1 minute' + n * interval '1 millisecond', n, 1 from generate_series(1, "
        + rows + ") n");
  }

  private static String insert(String day) {
    return "insert into market_data (symbol, exchange, timestamp, price, volume) values ('BTC-USDT', 'X', '"
        + day + " 20:00+00', 1, 1)";
  }

  /** A detach that would hide the rows and then have to wait is not begun. */
  @Test
  void aLongReaderPutsTheDetachOffAndSeesItsRows() throws SQLException {
    MaintenancePolicy policy = MaintenancePolicy.defaults()
        .only(PartitionedTable.MARKET_DATA)
        .lockTimeout(Duration.ofMillis(100))
        .attempts(2);
    Months.load(entasis, "2024-02", "2024-06");
    try (Connection reader = database.connect();
        Statement reading = reader.createStatement()) {
      reader.setAutoCommit(false);
      reading.execute("select count(*) from market_data");

      MaintenanceReport report = maintain(policy);

      assertThat(Months.words(report)).contains("DONE SEAL " + OLD, "FAILED DETACH " + OLD);
      assertThat(entasis.partitions().list(PartitionedTable.MARKET_DATA).problems())
          .isEmpty();
      assertThat(entasis
              .ticks()
              .all()
              .before(Instant.parse("2024-03-01T00:00:00Z"))
              .count())
          .isEqualTo(58);
      reader.rollback();
    }
    assertThat(Months.words(maintain(policy))).containsExactly("DONE DETACH " + OLD);
  }

  /** The wait of the seal is short, and whoever comes behind it gets through between two attempts. */
  @Test
  void aWriterThatHoldsThePartitionDelaysNobodyElse() throws Exception {
    MaintenancePolicy policy = MaintenancePolicy.defaults()
        .only(PartitionedTable.MARKET_DATA)
        .lockTimeout(Duration.ofMillis(200))
        .attempts(3);
    Months.load(entasis, "2024-02", "2024-06");
    Duration alone = timed(() -> entasis.ticks().save(Months.tick("2024-02-19T00:00:00Z")));
    try (Connection writer = database.connect();
        Statement writing = writer.createStatement()) {
      writer.setAutoCommit(false);
      writing.execute("delete from " + OLD + " where symbol = 'none'");
      CompletableFuture<MaintenanceReport> maintenance = Beside.supply(() -> maintain(policy));
      await()
          .atMost(Duration.ofMinutes(1))
          .pollInterval(Duration.ofMillis(5))
          .until(() -> maintenance.isDone() || isSomebodyWaiting());

      assertThat(timed(() -> entasis.ticks().save(Months.tick("2024-02-20T00:00:00Z"))))
          .isLessThan(policy.lockTimeout().plus(SLACK).plus(alone.multipliedBy(10)));

      MaintenanceReport report = maintenance.get(1, TimeUnit.MINUTES);
      assertThat(Months.words(report)).contains("FAILED SEAL " + OLD, "LEFT_OUT DETACH " + OLD);
      writer.rollback();
    }
    assertThat(Months.words(maintain(policy)))
        .containsExactly("DONE SEAL " + OLD, "DONE DETACH " + OLD);
  }

  @Test
  void aLockThatComesFreeIsTakenByTheNextAttempt() throws Exception {
    MaintenancePolicy policy = MaintenancePolicy.defaults()
        .only(PartitionedTable.MARKET_DATA)
        .lockTimeout(Duration.ofMillis(100))
        .attempts(100);
    Months.load(entasis, "2024-02", "2024-06");
    CompletableFuture<MaintenanceReport> maintenance;
    try (Connection writer = database.connect();
        Statement writing = writer.createStatement()) {
      writer.setAutoCommit(false);
      writing.execute("delete from " + OLD + " where symbol = 'none'");
      maintenance = Beside.supply(() -> maintain(policy));
      await().atMost(Duration.ofMinutes(1)).until(this::isSomebodyWaiting);
      writer.rollback();
    }
    assertThat(maintenance.get(1, TimeUnit.MINUTES).outcome())
        .isEqualTo(MaintenanceReport.Outcome.DONE);
  }

  /** Its setting of the time for a lock, and all others, are those it came with. */
  @Test
  void theConnectionIsGivenBackAsItWas() throws SQLException {
    LentConnection only = new LentConnection(database, true);
    only.query(
        "select set_config('lock_timeout', '7s', false), set_config('statement_timeout', '9min', false),"
            + " set_config('default_transaction_isolation', 'serializable', false),"
            + " set_config('idle_session_timeout', '11min', false)");
    List<String> during = new ArrayList<>();
    MaintenanceListener listener = new MaintenanceListener() {
      @Override
      public void began(MaintenanceStep step) {
        during.addAll(settings(only));
      }
    };
    try (Entasis other = Entasis.builder()
        .dataSource(only.dataSource())
        .rollupRefresh(Duration.ZERO)
        .clock(clock)
        .open()) {
      MaintenancePolicy policy =
          MaintenancePolicy.defaults().only(PartitionedTable.MARKET_DATA).createAhead(0);
      other.partitions().maintenance(policy).preview().apply(listener);
    }
    assertThat(during).containsExactly("2s 0 read committed 0");
    assertThat(settings(only)).containsExactly("7s 9min serializable 11min");
    only.assertAsItWas();
    assertThat(database.query("select count(*) from pg_locks where locktype = 'advisory'"
            + " and database = (select oid from pg_database where datname = current_database())"))
        .containsExactly("0");
    only.end();
  }

  private static List<String> settings(LentConnection connection) {
    try {
      return connection.query(
          "select concat_ws(' ', current_setting('lock_timeout'), current_setting('statement_timeout'),"
              + " current_setting('default_transaction_isolation'), current_setting('idle_session_timeout'))");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean isSomebodyWaiting() {
    return !database
        .query(
            "select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
        .isEmpty();
  }

  private MaintenanceReport maintain(MaintenancePolicy policy) {
    return entasis.partitions().maintenance(policy).preview().apply();
  }

  private long repeat(AtomicBoolean ended, AtomicLong longest, String... statements) {
    long done = 0;
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      while (!ended.get()) {
        for (String text : statements) {
          long began = System.nanoTime();
          done += execute(statement, text);
          longest.accumulateAndGet(System.nanoTime() - began, Math::max);
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return done;
  }

  private static int execute(Statement statement, String text) throws SQLException {
    try {
      statement.execute(text);
      return 1;
    } catch (SQLException e) {
      if (!REFUSED.contains(e.getSQLState())) {
        throw e;
      }
      return 0;
    }
  }
}
