package io.entasis.examples;

import io.entasis.Entasis;
import io.entasis.archive.ParquetArchive;
import io.entasis.archive.S3Store;
import io.entasis.archive.store.S3Credentials;
import io.entasis.fixture.MarketSimulator;
import io.entasis.market.TimeRange;
import io.entasis.partition.ArchiveEntry;
import io.entasis.partition.ArchiveMonitor;
import io.entasis.partition.ArchiveRequest;
import io.entasis.partition.MaintenancePolicy;
import io.entasis.partition.PartitionArchive;
import io.entasis.partition.PartitionInfo;
import io.entasis.partition.PartitionPlan;
import io.entasis.partition.PartitionRows;
import io.entasis.partition.PartitionedTable;
import io.entasis.partition.StepKind;
import io.entasis.partition.StepResult;
import io.entasis.tick.Tick;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;

/**
 * Keeps two years of ticks, lets maintenance archive what is older than three months, brings one month back, and draws the months and
 * what became of them.
 *
 * <pre>
 * PartitionUpkeep [FOLDER [S3-ENDPOINT BUCKET ACCESS-KEY SECRET-KEY]]
 * </pre>
 *
 * <p>The archive and the picture, {@code months.png}, go to {@code target/upkeep} or the given folder. With a bucket of a server that
 * speaks S3, the archived months are stored there too.
 */
public final class PartitionUpkeep {

  private static final TimeRange TWO_YEARS =
      TimeRange.between(LocalDate.of(2024, 1, 1), LocalDate.of(2026, 1, 1));
  private static final String RESTORED = "market_data_y2024m06";
  private static final String TABLE = PartitionedTable.MARKET_DATA.tableName();

  private static final int PLAN_LINES = 12;

  private PartitionUpkeep() {}

  /** With the folder, if another one is wanted, and where there is a bucket. */
  public static void main(String[] args) throws Exception {
    System.setProperty("java.awt.headless", "true");
    Path folder = Files.createDirectories(Path.of(args.length == 0 ? "target/upkeep" : args[0]));
    try (Database database = Database.open(Optional.empty());
        PartitionArchive archive =
            ParquetArchive.inFolder(Files.createDirectories(folder.resolve("archive")))) {
      Entasis entasis = database.entasis();
      entasis.schema().migrate();
      load(entasis);
      List<Tick> june = june(entasis);
      MaintenancePolicy policy = MaintenancePolicy.defaults()
          .only(PartitionedTable.MARKET_DATA)
          .retainRaw(Period.ofMonths(3))
          .keepRollupsForEver()
          .archive(archive);
      maintain(entasis, policy);
      MonthsChart.draw(months(entasis), folder.resolve("months.png"));
      // A week later the detached months would be dropped; without a time of grace it is now.
      maintain(entasis, policy.grace(Duration.ZERO));
      if (args.length > 1) {
        copy(archive, args);
      }
      restore(entasis, archive, june);
      System.out.println("picture in " + folder);
    }
  }

  private static void load(Entasis entasis) {
    System.out.printf(
        "%,d ticks stored%n",
        entasis
            .ticks()
            .saveAll(MarketSimulator.seeded(42)
                .crypto()
                .only("BTC-USDT")
                .paced(0.001)
                .during(TWO_YEARS))
            .accepted());
  }

  private static void maintain(Entasis entasis, MaintenancePolicy policy) {
    PartitionPlan plan = entasis.partitions().maintenance(policy).preview();
    plan.toString().lines().limit(PLAN_LINES).forEach(System.out::println);
    System.out.printf("... %d steps in all%n", plan.steps().size());
    List<StepResult> results = plan.apply().results();
    for (StepKind kind : StepKind.values()) {
      long done =
          results.stream().filter(result -> result.step().kind() == kind).count();
      if (done > 0) {
        System.out.printf("%-14s %d%n", kind, done);
      }
    }
  }

  private static List<PartitionInfo> months(Entasis entasis) {
    return entasis.partitions().list(PartitionedTable.MARKET_DATA).partitions().stream()
        .filter(month -> month.range().from().isBefore(TWO_YEARS.to()))
        .toList();
  }

  /** What one archive holds goes into another as it is, and is read back there too. */
  private static void copy(PartitionArchive archive, String[] args) throws IOException {
    try (PartitionArchive bucket = ParquetArchive.on(S3Store.bucket(args[2])
            .endpoint(URI.create(args[1]))
            .pathStyle()
            .credentials(() -> S3Credentials.of(args[3], args[4]))
            .open())
        .open()) {
      long bytes = 0;
      for (ArchiveEntry entry : archive.list().entries()) {
        try (PartitionRows rows = archive.read(entry, ArchiveMonitor.none())) {
          ArchiveEntry copy = bucket.store(
              ArchiveRequest.of(entry.partition(), entry.schemaVersion()).expecting(entry.rows()),
              rows,
              ArchiveMonitor.none());
          check(copy.content().equals(entry.content()), "the bucket holds other rows");
          bytes += copy.bytes();
        }
      }
      System.out.printf("%,d bytes in bucket %s%n", bytes, args[2]);
    }
  }

  private static void restore(Entasis entasis, PartitionArchive archive, List<Tick> june) {
    check(june(entasis).isEmpty(), "June is still there");
    entasis.partitions().restore(Tick.TABLE, RESTORED, archive);
    check(june(entasis).equals(june), "other ticks came back");
    System.out.printf("%s is back, its %,d ticks equal%n", RESTORED, june.size());
  }

  private static List<Tick> june(Entasis entasis) {
    TimeRange range = TimeRange.between(LocalDate.of(2024, 6, 1), LocalDate.of(2024, 7, 1));
    return entasis.ticks().of("BTC-USDT").during(range).list();
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise + " in " + TABLE);
    }
  }
}
