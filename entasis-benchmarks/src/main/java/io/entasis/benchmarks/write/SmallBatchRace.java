package io.entasis.benchmarks.write;

import io.entasis.benchmarks.race.Contender;
import io.entasis.benchmarks.race.Race;
import io.entasis.benchmarks.race.Standing;
import io.entasis.benchmarks.race.Standings;
import io.entasis.benchmarks.race.TextTable;
import io.entasis.benchmarks.race.Way;
import io.entasis.benchmarks.setup.Bench;
import io.entasis.benchmarks.setup.Database;
import io.entasis.tick.Tick;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Batches of few rows, each in a transaction of its own, as a live feed brings them. The library notes each batch in its ledger, so that
 * a lost commit is found out and a repeated call stores nothing twice; the others do not.
 */
public final class SmallBatchRace {

  private static final List<Integer> SIZES = List.of(1, 10, 50, 500);
  private static final String SAVE_ALL = "Entasis saveAll";
  private static final String JDBC = "JDBC batch";
  private static final String JOOQ = "jOOQ batch";
  private static final String REWRITING = "reWriteBatchedInserts=true";

  private final Bench bench;
  private final Database database;
  private final Connection jdbc;
  private final Connection jooq;

  private SmallBatchRace(Bench bench, Database database, Connection jdbc, Connection jooq) {
    this.bench = bench;
    this.database = database;
    this.jdbc = jdbc;
    this.jooq = jooq;
  }

  /** Runs it and prints the table. */
  public static void run(Bench bench) throws Exception {
    try (Database database = new Database(bench.server());
        Connection jdbc = database.connect(REWRITING);
        Connection jooq = database.connect(REWRITING)) {
      new SmallBatchRace(bench, database, jdbc, jooq).run();
    }
  }

  private void run() throws Exception {
    bench.title("Small batches, each committed, microseconds of one");
    TextTable table = new TextTable("rows", "way", "median", "min", "max", "speed against " + JDBC);
    for (int size : SIZES) {
      int batches = batches(size);
      List<Tick> ticks = bench.tape().list((long) size * batches);
      database.load(ticks.stream());
      Standings standings = Race.<Long>of(bench.arguments().rounds(), told -> check(ticks, told))
          .before(() -> {
            database.empty();
            return true;
          })
          .run(contenders(ticks, size));
      for (Standing each : standings.all()) {
        table.row(Stream.of(
            Integer.toString(size),
            each.name(),
            micros(each.median(), batches),
            micros(each.min(), batches),
            micros(each.max(), batches),
            Standings.ratio(standings.speed(each.name(), JDBC))));
      }
    }
    bench.print(table);
  }

  /** As many as there are calls, and fewer where one takes longer. */
  private int batches(int size) {
    return bench.arguments().calls() / (size / 50 + 1) + 1;
  }

  private List<Contender<Long>> contenders(List<Tick> ticks, int size) {
    List<Contender<Long>> contenders = new ArrayList<>();
    if (size == 1) {
      contenders.add(new Contender<>("Entasis save", () -> {
        ticks.forEach(database.entasis().ticks()::save);
        return (long) ticks.size();
      }));
    }
    contenders.add(new Contender<>(
        SAVE_ALL, split(ticks, size, some -> new SaveAll(database.entasis().ticks(), some))));
    contenders.add(new Contender<>(JDBC, split(ticks, size, some -> new JdbcBatch(jdbc, some))));
    contenders.add(new Contender<>(JOOQ, split(ticks, size, some -> new JooqBatch(jooq, some))));
    return contenders;
  }

  private static Way<Long> split(
      List<Tick> ticks, int size, Function<List<Tick>, Way<Long>> batch) {
    return () -> {
      long rows = 0;
      for (int from = 0; from < ticks.size(); from += size) {
        rows += batch.apply(ticks.subList(from, from + size)).run();
      }
      return rows;
    };
  }

  private void check(List<Tick> ticks, long told) throws Exception {
    if (told != ticks.size()) {
      throw new IllegalStateException("told " + told + " instead of " + ticks.size() + " rows");
    }
    try (Connection connection = database.connect()) {
      StoredTicks.check(connection, ticks);
    }
  }

  private static String micros(Duration time, int batches) {
    return String.format(Locale.ROOT, "%,.0f", time.toNanos() / 1e3 / batches);
  }
}
