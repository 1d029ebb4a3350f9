package io.entasis.benchmarks.partition;

import io.entasis.Entasis;
import io.entasis.archive.ParquetArchive;
import io.entasis.benchmarks.race.Contender;
import io.entasis.benchmarks.race.Race;
import io.entasis.benchmarks.race.Standings;
import io.entasis.benchmarks.race.Target;
import io.entasis.benchmarks.setup.Bench;
import io.entasis.benchmarks.setup.Database;
import io.entasis.market.TimeRange;
import io.entasis.partition.ArchiveEntry;
import io.entasis.partition.ArchiveMonitor;
import io.entasis.partition.ArchiveRequest;
import io.entasis.partition.BackfillOptions;
import io.entasis.partition.LoadOptions;
import io.entasis.partition.PartitionKey;
import io.entasis.partition.RestoredState;
import io.entasis.tick.Tick;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Filling months that are not there yet, with the ledger of changed minutes on. A backfill leaves kept bars, saveAll leaves notes that a
 * refresh turns into bars later, so both are shown. After each turn the table must hold the ticks.
 */
public final class BackfillRace {

  private static final String SAVE_ALL = "saveAll";
  private static final String REFRESHED = "saveAll, then refresh";
  private static final String BACKFILL = "backfill";
  private static final String RESTORE = "restore from a folder";

  private final Database database;
  private final List<Tick> ticks;
  private final Map<YearMonth, List<Tick>> months;
  private final String expected;
  private final StepTimes steps = new StepTimes();

  private BackfillRace(Database database, List<Tick> ticks) {
    this.database = database;
    this.ticks = ticks;
    this.months = ticks.stream()
        .collect(Collectors.groupingBy(
            tick -> YearMonth.from(tick.timestamp().atOffset(ZoneOffset.UTC)),
            TreeMap::new,
            Collectors.toList()));
    this.expected = ticks.size() + " "
        + ticks.stream()
            .map(tick -> tick.price().multiply(tick.volume()))
            .reduce(BigDecimal.ZERO, BigDecimal::add)
            .stripTrailingZeros()
            .toPlainString();
  }

  /** Runs it and prints the table. */
  public static void run(Bench bench) throws Exception {
    List<Tick> ticks = bench.tape().list(bench.arguments().history());
    Path folder = Files.createTempDirectory("entasis-bench");
    try (Database database = new Database(bench.server());
        ParquetArchive archive = ParquetArchive.inFolder(folder)) {
      BackfillRace race = new BackfillRace(database, ticks);
      Standings standings = race.run(bench.arguments().rounds(), archive);
      bench.title(
          "Filling %d months with %,d ticks, with the ledger on", race.months.size(), ticks.size());
      bench.print(standings.table(ticks.size(), SAVE_ALL));
      bench.print("Steps of all backfills: " + race.steps + "\n");
      bench.print(
          Target.atLeast(1.3, "backfill against saveAll", standings.speed(BACKFILL, SAVE_ALL)));
    } finally {
      remove(folder);
    }
  }

  private Standings run(int rounds, ParquetArchive archive) throws Exception {
    List<ArchiveEntry> entries = archived(archive);
    Entasis entasis = database.entasis();
    return Race.<Boolean>of(rounds, this::check)
        .before(() -> {
          forget();
          return true;
        })
        .run(List.of(
            new Contender<>(SAVE_ALL, () -> {
              entasis.ticks().saveAll(ticks);
              return false;
            }),
            new Contender<>(BACKFILL, () -> {
              backfill(entasis);
              return true;
            }),
            new Contender<>(REFRESHED, () -> {
              entasis.ticks().saveAll(ticks);
              entasis.rollups().refresh();
              return true;
            }),
            new Contender<>(RESTORE, () -> {
              for (ArchiveEntry entry : entries) {
                entasis
                    .partitions()
                    .restore(entry, archive, RestoredState.WRITABLE, LoadOptions.defaults());
              }
              return true;
            })));
  }

  private void backfill(Entasis entasis) {
    months.forEach((month, some) -> {
      LoadOptions options = LoadOptions.defaults().monitor(steps.begin());
      entasis
          .partitions()
          .backfill(
              Tick.TABLE, month, some.iterator(), BackfillOptions.defaults().loading(options));
      steps.end();
    });
  }

  private List<ArchiveEntry> archived(ParquetArchive archive) {
    List<ArchiveEntry> entries = new ArrayList<>();
    long id = 1;
    for (Map.Entry<YearMonth, List<Tick>> month : months.entrySet()) {
      PartitionKey partition = new PartitionKey(
          Tick.TABLE.name(),
          String.format(
              Locale.ROOT,
              "%s_y%04dm%02d",
              Tick.TABLE.name(),
              month.getKey().getYear(),
              month.getKey().getMonthValue()),
          TimeRange.month(month.getKey()));
      entries.add(archive.store(
          ArchiveRequest.of(partition, "benchmark"),
          new TickRows(month.getValue(), id),
          ArchiveMonitor.none()));
      id += month.getValue().size();
    }
    return entries;
  }

  /** As if nothing had ever been stored. */
  private void forget() {
    database.execute("""
        do $$
        declare partition regclass;
        begin
          for partition in select inhrelid::regclass from pg_inherits where inhparent = 'market_data'::regclass loop
            execute format('drop table %s', partition);
          end loop;
        end $$""");
    database.empty();
  }

  private void check(boolean hasBars) {
    String stored = database.value(
        "select count(*) || ' ' || trim_scale(sum(price * volume)) from market_data");
    if (!stored.equals(expected)) {
      throw new IllegalStateException("holds " + stored + " instead of " + expected);
    }
    String bars = database.value("select coalesce(sum(ticks), 0) from bars_1d");
    if (!bars.equals(hasBars ? String.valueOf(ticks.size()) : "0")) {
      throw new IllegalStateException("kept bars of " + bars + " ticks");
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
