package io.entasis.conformance.partition;

import io.entasis.Entasis;
import io.entasis.archive.ParquetArchive;
import io.entasis.ingest.IngestOptions;
import io.entasis.partition.MaintenanceReport;
import io.entasis.partition.MaintenanceStep;
import io.entasis.partition.PartitionArchive;
import io.entasis.partition.PartitionPlan;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Ticks over months, and short words for what the tests ask. */
final class Months {

  static final List<String> SYMBOLS = List.of("BTC-USDT", "ETH-USDT");

  private Months() {}

  /** Two a day in every month from the first to the last. */
  static List<Tick> ticks(String first, String last) {
    List<Tick> ticks = new ArrayList<>();
    LocalDate end = YearMonth.parse(last).plusMonths(1).atDay(1);
    for (LocalDate day = YearMonth.parse(first).atDay(1);
        day.isBefore(end);
        day = day.plusDays(1)) {
      for (String symbol : SYMBOLS) {
        ticks.add(tick(symbol, day.atTime(10, day.getDayOfMonth()).toInstant(ZoneOffset.UTC)));
      }
    }
    return ticks;
  }

  static Tick tick(String symbol, Instant timestamp) {
    return new Tick(
        symbol,
        "BINANCE",
        timestamp,
        BigDecimal.valueOf(timestamp.getEpochSecond() % 100_000, 2),
        new BigDecimal("1.5"));
  }

  static Tick tick(String timestamp) {
    return tick("BTC-USDT", Instant.parse(timestamp));
  }

  static Entasis open(TestDatabase database, Clock clock) {
    return database.entasis().clock(clock).open();
  }

  static PartitionArchive archive(Path folder) {
    return ParquetArchive.inFolder(folder);
  }

  static void load(Entasis entasis, String first, String last) {
    entasis
        .ticks()
        .saveAll(
            ticks(first, last),
            IngestOptions.defaults().ahead(Duration.ofDays(4_000)).maxNewPartitions(500));
  }

  static List<String> words(PartitionPlan plan) {
    return plan.steps().stream().map(Months::words).toList();
  }

  /** For example {@code SEAL market_data_y2024m01}. */
  static String words(MaintenanceStep step) {
    return step.kind() + " " + step.target().name();
  }

  static List<String> words(MaintenanceReport report) {
    return report.results().stream()
        .map(result -> result.outcome() + " " + words(result.step()))
        .toList();
  }

  static List<String> attached(TestDatabase database) {
    return database.query(
        "select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid"
            + " where i.inhparent = 'market_data'::regclass and not i.inhdetachpending order by 1");
  }

  static boolean exists(TestDatabase database, String table) {
    return database.query("select to_regclass('" + table + "') is not null").contains("t");
  }

  static long ticksIn(TestDatabase database, String table) {
    return Long.parseLong(database.query("select count(*) from " + table).get(0));
  }
}
