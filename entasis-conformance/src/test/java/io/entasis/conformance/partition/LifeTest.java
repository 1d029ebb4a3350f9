package io.entasis.conformance.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.Entasis;
import io.entasis.bar.Bar;
import io.entasis.bar.BarSize;
import io.entasis.ingest.IngestReport;
import io.entasis.ingest.RejectReason;
import io.entasis.partition.ArchiveEntry;
import io.entasis.partition.ArchiveMonitor;
import io.entasis.partition.MaintenanceListener;
import io.entasis.partition.MaintenancePolicy;
import io.entasis.partition.MaintenanceReport;
import io.entasis.partition.MaintenanceStep;
import io.entasis.partition.PartitionArchive;
import io.entasis.partition.PartitionInfo;
import io.entasis.partition.PartitionState;
import io.entasis.partition.PartitionedTable;
import io.entasis.partition.StepKind;
import io.entasis.partition.StepResult;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A partition from its first row to its drop. */
@EntasisTest
class LifeTest {

  private static final String OLD = "market_data_y2024m02";
  private static final Instant MAY = Instant.parse("2024-05-01T00:00:00Z");
  private static final Tick LATE = Months.tick("2024-02-20T00:00:00Z");

  private final TestDatabase database;
  private final MovingClock clock = new MovingClock("2024-06-15T12:00:00Z");
  private final Entasis entasis;

  LifeTest(TestDatabase database) {
    this.database = database;
    this.entasis = Months.open(database, clock);
  }

  @AfterEach
  void close() {
    entasis.close();
  }

  @Test
  void theLifeOfAPartition(@TempDir Path folder) {
    try (PartitionArchive archive = Months.archive(folder)) {
      MaintenancePolicy policy =
          MaintenancePolicy.defaults().only(PartitionedTable.MARKET_DATA).archive(archive);
      Months.load(entasis, "2024-02", "2024-06");
      List<Bar> bars = bars();
      assertThat(old().state()).isEqualTo(PartitionState.ATTACHED);

      MaintenanceReport report = maintain(policy);

      assertThat(Months.words(report))
          .containsExactly(
              "DONE CREATE market_data_y2024m07",
              "DONE CREATE market_data_y2024m08",
              "DONE CREATE market_data_y2024m09",
              "DONE SEAL " + OLD,
              "DONE ARCHIVE " + OLD,
              "DONE DETACH " + OLD);
      assertThat(report.outcome()).isEqualTo(MaintenanceReport.Outcome.DONE);
      assertThat(old().state()).isEqualTo(PartitionState.DETACHED);
      assertThat(Months.attached(database)).doesNotContain(OLD).hasSize(7);
      assertThat(Months.ticksIn(database, OLD)).isEqualTo(58);
      assertThat(entasis
              .ticks()
              .all()
              .before(Instant.parse("2024-03-01T00:00:00Z"))
              .count())
          .isZero();
      assertThat(bars()).isEqualTo(bars);

      clock.advanceDays(6);
      assertThat(maintain(policy).results()).isEmpty();
      clock.advanceDays(1);
      assertThat(Months.words(maintain(policy))).containsExactly("DONE DROP " + OLD);

      assertThat(Months.exists(database, OLD)).isFalse();
      assertThat(old().state()).isEqualTo(PartitionState.DROPPED);
      ArchiveEntry entry = archive.get("market_data", OLD);
      archive.verify(entry, ArchiveMonitor.none());
      assertThat(entry.rows()).isEqualTo(58);
      assertThat(database.query(
              "select version from entasis_schema_history order by installed_rank desc limit 1"))
          .containsExactly(entry.schemaVersion());
      assertThat(old().archive().orElseThrow().content()).isEqualTo(entry.content());
      assertThat(old().archive().orElseThrow().location())
          .isEqualTo(entry.file().location());
      assertThat(bars()).isEqualTo(bars);
      assertThat(maintain(policy).results()).isEmpty();
    }
  }

  @Test
  void lateRowsAreStoredUntilTheSealAndRefusedWithTheReasonAfterIt(@TempDir Path folder) {
    try (PartitionArchive archive = Months.archive(folder)) {
      MaintenancePolicy policy =
          MaintenancePolicy.defaults().only(PartitionedTable.MARKET_DATA).archive(archive);
      Months.load(entasis, "2024-02", "2024-06");
      Map<StepKind, List<RejectReason>> before = new EnumMap<>(StepKind.class);
      Map<StepKind, List<RejectReason>> after = new EnumMap<>(StepKind.class);
      MaintenanceListener late = new MaintenanceListener() {
        @Override
        public void began(MaintenanceStep step) {
          before.put(step.kind(), saveLate());
        }

        @Override
        public void ended(StepResult result) {
          after.put(result.step().kind(), saveLate());
        }
      };

      entasis.partitions().maintenance(policy).preview().apply(late);
      clock.advanceDays(7);
      entasis.partitions().maintenance(policy).preview().apply(late);

      assertThat(before.get(StepKind.SEAL)).isEmpty();
      assertThat(after.get(StepKind.CREATE)).isEmpty();
      for (StepKind kind : List.of(StepKind.ARCHIVE, StepKind.DETACH, StepKind.DROP)) {
        assertThat(before.get(kind))
            .as("before " + kind)
            .containsExactly(RejectReason.BELOW_RAW_FLOOR);
        assertThat(after.get(kind))
            .as("after " + kind)
            .containsExactly(RejectReason.BELOW_RAW_FLOOR);
      }
      assertThat(after.get(StepKind.SEAL)).containsExactly(RejectReason.BELOW_RAW_FLOOR);
      assertThat(archive.get("market_data", OLD).rows()).isEqualTo(58 + 3 * 2 + 1);
      assertThat(Months.exists(database, OLD)).isFalse();
    }
  }

  @Test
  void optionQuotesLeaveTheSameWay(@TempDir Path folder) {
    try (PartitionArchive archive = Months.archive(folder)) {
      MaintenancePolicy policy =
          MaintenancePolicy.defaults().only(PartitionedTable.OPTION_DATA).archive(archive);
      quotes("2024-02");
      quotes("2024-06");

      assertThat(Months.words(maintain(policy)))
          .contains("DONE SEAL option_data_y2024m02", "DONE DETACH option_data_y2024m02");
      assertThatThrownBy(() -> database.execute("delete from option_data_y2024m02"))
          .hasStackTraceContaining("sealed");
      assertThatThrownBy(() -> quotes("2024-02")).isInstanceOf(RuntimeException.class);
      clock.advanceDays(7);
      maintain(policy);

      assertThat(Months.exists(database, "option_data_y2024m02")).isFalse();
      assertThat(archive.get("option_data", "option_data_y2024m02").rows()).isEqualTo(12);
      assertThat(entasis.rollups().status().rawFloor()).isEmpty();
    }
  }

  @Test
  void aDetachedTableThatWasTamperedWithIsNotDropped(@TempDir Path folder) {
    try (PartitionArchive archive = Months.archive(folder)) {
      MaintenancePolicy policy =
          MaintenancePolicy.defaults().only(PartitionedTable.MARKET_DATA).archive(archive);
      Months.load(entasis, "2024-02", "2024-06");
      maintain(policy);
      database.execute("alter table " + OLD + " disable trigger user; update " + OLD
          + " set volume = volume + 1 where ctid = (select ctid from " + OLD + " limit 1)");
      clock.advanceDays(7);

      assertThat(Months.words(maintain(policy))).containsExactly("FAILED DROP " + OLD);

      assertThat(Months.exists(database, OLD)).isTrue();
      assertThat(Months.words(maintain(policy)))
          .containsExactly("DONE ARCHIVE " + OLD, "DONE DROP " + OLD);
      assertThat(archive.list().entries()).hasSize(2);
    }
  }

  @Test
  void whatIsLostInTheArchiveIsNotDropped(@TempDir Path folder) {
    try (PartitionArchive archive = Months.archive(folder)) {
      MaintenancePolicy policy =
          MaintenancePolicy.defaults().only(PartitionedTable.MARKET_DATA).archive(archive);
      Months.load(entasis, "2024-02", "2024-06");
      maintain(policy);
      archive.remove(archive.get("market_data", OLD));
      clock.advanceDays(7);

      assertThat(Months.words(maintain(policy))).containsExactly("FAILED DROP " + OLD);
      assertThat(Months.ticksIn(database, OLD)).isEqualTo(58);

      assertThat(Months.words(maintain(policy)))
          .containsExactly("DONE ARCHIVE " + OLD, "DONE DROP " + OLD);
      archive.verify(archive.get("market_data", OLD), ArchiveMonitor.none());
    }
  }

  @Test
  void whatIsDamagedInTheArchiveGoesThereAgain(@TempDir Path folder) throws IOException {
    try (PartitionArchive archive = Months.archive(folder)) {
      MaintenancePolicy policy = MaintenancePolicy.defaults()
          .only(PartitionedTable.MARKET_DATA)
          .archive(archive)
          .grace(Duration.ZERO);
      MaintenanceListener damaging = new MaintenanceListener() {
        @Override
        public void began(MaintenanceStep step) {
          if (step.kind() == StepKind.DROP) {
            damage(Path.of(archive.get("market_data", OLD).file().location()));
          }
        }
      };
      Months.load(entasis, "2024-02", "2024-06");

      assertThat(Months.words(entasis.partitions().maintenance(policy).preview().apply(damaging)))
          .endsWith("DONE DETACH " + OLD, "FAILED DROP " + OLD);
      assertThat(Months.words(maintain(policy)))
          .containsExactly("DONE ARCHIVE " + OLD, "DONE DROP " + OLD);

      archive.verify(archive.get("market_data", OLD), ArchiveMonitor.none());
      assertThat(archive.list().entries()).hasSize(2);
    }
  }

  /** It can neither be understood nor hide the one that stands beside it. */
  @Test
  void anEntryThatCannotBeReadStopsNobody(@TempDir Path folder) throws IOException {
    try (PartitionArchive archive = Months.archive(folder)) {
      MaintenancePolicy policy =
          MaintenancePolicy.defaults().only(PartitionedTable.MARKET_DATA).archive(archive);
      Months.load(entasis, "2024-02", "2024-06");
      maintain(policy);
      List<Path> entries;
      try (Stream<Path> files = Files.walk(folder)) {
        entries = files.filter(file -> file.toString().endsWith(".json")).toList();
      }
      assertThat(entries).hasSize(1);
      Files.writeString(entries.get(0), "no entry");
      clock.advanceDays(7);

      assertThat(Months.words(maintain(policy))).containsExactly("FAILED DROP " + OLD);
      assertThat(Months.words(maintain(policy)))
          .containsExactly("DONE ARCHIVE " + OLD, "DONE DROP " + OLD);
    }
  }

  /** It would neither be archived nor compared. */
  @Test
  void aColumnThatTheArchiveDoesNotKnowKeepsTheRows(@TempDir Path folder) {
    try (PartitionArchive archive = Months.archive(folder)) {
      MaintenancePolicy policy = MaintenancePolicy.defaults()
          .only(PartitionedTable.MARKET_DATA)
          .archive(archive)
          .createAhead(0);
      Months.load(entasis, "2024-02", "2024-06");
      database.execute("alter table market_data add column note text");

      MaintenanceReport report = maintain(policy);

      assertThat(Months.words(report))
          .containsExactly("DONE SEAL " + OLD, "LEFT_OUT ARCHIVE " + OLD, "LEFT_OUT DETACH " + OLD);
      assertThat(report.results(StepKind.ARCHIVE).get(0).detail()).contains("note text");
      database.execute("alter table market_data drop column note");
      maintain(policy);
      database.execute("alter table " + OLD + " add column note text default 'precious'");
      clock.advanceDays(7);

      assertThat(Months.words(maintain(policy))).containsExactly("LEFT_OUT DROP " + OLD);
      assertThat(Months.exists(database, OLD)).isTrue();
    }
  }

  @Test
  void nothingIsDroppedThatIsNotArchivedUnlessThePolicySaysSo(@TempDir Path folder) {
    MaintenancePolicy policy = MaintenancePolicy.defaults().only(PartitionedTable.MARKET_DATA);
    Months.load(entasis, "2024-02", "2024-06");
    maintain(policy);
    clock.advanceDays(400);

    assertThat(Months.words(maintain(policy))).noneMatch(words -> words.contains("DROP"));
    assertThat(old().state()).isEqualTo(PartitionState.DETACHED);
    try (PartitionArchive archive = Months.archive(folder)) {
      maintain(policy.archive(archive).grace(Duration.ofDays(1_000)));
      assertThat(old().archive()).isPresent();
      assertThat(Months.words(maintain(policy))).noneMatch(words -> words.contains("DROP"));
    }
    assertThat(Months.words(maintain(policy.dropUnarchived()))).contains("DONE DROP " + OLD);
    assertThat(Months.exists(database, OLD)).isFalse();
  }

  /** Whoever asks for the size of the table meanwhile has to wait only for the drop itself. */
  @Test
  void theTableIsComparedBeforeOthersAreLockedOut(@TempDir Path folder) {
    try (PartitionArchive archive = Months.archive(folder)) {
      MaintenancePolicy policy =
          MaintenancePolicy.defaults().only(PartitionedTable.MARKET_DATA).archive(archive);
      Months.load(entasis, "2024-02", "2024-06");
      maintain(policy);
      clock.advanceDays(7);
      List<String> locks = new ArrayList<>();
      MaintenanceListener looking = new MaintenanceListener() {
        @Override
        public boolean isCancelled() {
          locks.addAll(database.query(
              "select mode from pg_locks where granted and relation = to_regclass('" + OLD + "')"));
          return locks.contains("ShareLock");
        }
      };

      MaintenanceReport report =
          entasis.partitions().maintenance(policy).preview().apply(looking);

      assertThat(locks).contains("ShareLock").doesNotContain("AccessExclusiveLock");
      assertThat(report.outcome()).isEqualTo(MaintenanceReport.Outcome.ENDED_EARLY);
      assertThat(Months.words(report)).containsExactly("FAILED DROP " + OLD);
      assertThat(Months.words(maintain(policy))).containsExactly("DONE DROP " + OLD);
    }
  }

  private static void damage(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 1;
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aSealedPartitionIsAnalysedAndFrozen() {
    Months.load(entasis, "2024-02", "2024-06");
    maintain(MaintenancePolicy.defaults()
        .only(PartitionedTable.MARKET_DATA)
        .retainForEver()
        .sealAfter(Period.ofMonths(3)));

    assertThat(database.query("select c.reltuples, s.last_vacuum is not null"
            + " from pg_class c join pg_stat_all_tables s on s.relid = c.oid where c.relname = '"
            + OLD + "'"))
        .containsExactly("58|t");
    assertThat(database.query(
            "select count(*) from rollup_ledger where bucket < '2024-03-01 00:00+00'"))
        .containsExactly("0");
    assertThat(
            entasis.ticks().all().before(Instant.parse("2024-03-01T00:00:00Z")).count())
        .isEqualTo(58);
  }

  private List<RejectReason> saveLate() {
    IngestReport report = entasis.ticks().saveAll(List.of(LATE));
    return new ArrayList<>(report.reasons().keySet());
  }

  private void quotes(String month) {
    database.execute("create table if not exists option_data_y" + month.replace("-", "m")
        + " partition of option_data for values from ('" + month + "-01 00:00+00') to ('"
        + YearMonth.parse(month).plusMonths(1) + "-01 00:00+00')");
    database.execute(
        "insert into option_data (underlying, strike_price, expiry_date, option_type, timestamp)"
            + " select 'BTC', k, '2024-12-27 08:00+00', t, '" + month + "-10 00:00+00'"
            + " from generate_series(1, 6) k, unnest(array['CALL', 'PUT']) t");
  }

  private List<Bar> bars() {
    entasis.rollups().refresh();
    return entasis.bars().of(Months.SYMBOLS, BarSize.ofHours(1)).before(MAY).list();
  }

  private PartitionInfo old() {
    return entasis.partitions().list(PartitionedTable.MARKET_DATA).find(OLD).orElseThrow();
  }

  private MaintenanceReport maintain(MaintenancePolicy policy) {
    return entasis.partitions().maintenance(policy).preview().apply();
  }
}
