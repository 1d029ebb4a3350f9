package io.entasis.examples;

import io.entasis.Entasis;
import io.entasis.archive.ParquetArchive;
import io.entasis.archive.S3Store;
import io.entasis.archive.store.S3Credentials;
import io.entasis.fixture.MarketSimulator;
import io.entasis.market.TimeRange;
import io.entasis.partition.ArchiveEntry;
import io.entasis.partition.MaintenancePolicy;
import io.entasis.partition.PartitionArchive;
import io.entasis.partition.PartitionInfo;
import io.entasis.partition.PartitionPlan;
import io.entasis.partition.PartitionedTable;
import io.entasis.partition.StepKind;
import io.entasis.partition.StepResult;
import io.entasis.tick.Tick;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps two years of ticks, lets maintenance archive the older one to a folder and all but the last three months to a bucket, draws the
 * months and what became of them, brings a month back from each, and proves that every row is the same.
 *
 * <pre>
 * PartitionUpkeep [FOLDER [S3-ENDPOINT BUCKET ACCESS-KEY SECRET-KEY]]
 * </pre>
 *
 * <p>The archive and the picture, {@code months.png}, go to {@code target/upkeep} or the given folder. Without a bucket of a server that
 * speaks S3 all months go to the folder.
 */
public final class PartitionUpkeep {

  private static final TimeRange TWO_YEARS =
      TimeRange.between(LocalDate.of(2024, 1, 1), LocalDate.of(2026, 1, 1));
  private static final String OLD_MONTH = "market_data_y2024m06";
  private static final String NEW_MONTH = "market_data_y2025m06";

  private static final int PLAN_LINES = 12;

  private PartitionUpkeep() {}

  /** With the folder, if another one is wanted, and where there is a bucket. */
  public static void main(String[] args) throws Exception {
    System.setProperty("java.awt.headless", "true");
    Path folder = Files.createDirectories(Path.of(args.length == 0 ? "target/upkeep" : args[0]));
    try (Database database = Database.open(Optional.empty());
        PartitionArchive disk = ParquetArchive.inFolder(folder.resolve("archive"));
        PartitionArchive bucket =
            args.length > 1 ? bucket(args) : ParquetArchive.inFolder(folder.resolve("archive"))) {
      Entasis entasis = database.entasis();
      entasis.schema().migrate();
      load(entasis);
      List<String> oldRows = rows(database, OLD_MONTH);
      List<String> newRows = rows(database, NEW_MONTH);

      maintain(entasis, policy(Period.ofMonths(12), disk).grace(Duration.ZERO));
      maintain(entasis, policy(Period.ofMonths(3), bucket));
      MonthsChart.draw(months(entasis), folder.resolve("months.png"));
      // A week later the detached months would be dropped; without a grace period it is now.
      maintain(entasis, policy(Period.ofMonths(3), bucket).grace(Duration.ZERO));

      restore(database, OLD_MONTH, disk, oldRows);
      restore(database, NEW_MONTH, bucket, newRows);
      System.out.println("picture in " + folder);
    }
  }

  private static MaintenancePolicy policy(Period retained, PartitionArchive archive) {
    return MaintenancePolicy.defaults()
        .only(PartitionedTable.MARKET_DATA)
        .retainRaw(retained)
        .keepRollupsForEver()
        .archive(archive);
  }

  private static PartitionArchive bucket(String[] args) {
    return ParquetArchive.on(S3Store.bucket(args[2])
            .endpoint(URI.create(args[1]))
            .pathStyle()
            .credentials(() -> S3Credentials.of(args[3], args[4]))
            .open())
        .open();
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

  private static void restore(
      Database database, String month, PartitionArchive archive, List<String> rows)
      throws SQLException {
    check(archive.find(Tick.TABLE.name(), month).isPresent(), month + " is not archived");
    check(!isThere(database, month), month + " is still there");
    ArchiveEntry entry =
        database.entasis().partitions().restore(Tick.TABLE, month, archive).entry();
    check(rows(database, month).equals(rows), "other rows came back in " + month);
    System.out.printf(
        "%s is back from %s, its %,d rows equal, ids and times of writing included%n",
        month, entry.file().location(), rows.size());
  }

  private static boolean isThere(Database database, String month) throws SQLException {
    return !ask(database, "select 1 where to_regclass('" + month + "') is not null")
        .isEmpty();
  }

  /** Every column of every row. */
  private static List<String> rows(Database database, String month) throws SQLException {
    return ask(database, "select " + month + "::text from " + month + " order by id");
  }

  private static List<String> ask(Database database, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        rows.add(result.getString(1));
      }
    }
    return rows;
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }
}
