package io.entasis.benchmarks.write;

import io.entasis.benchmarks.race.Contender;
import io.entasis.benchmarks.race.Race;
import io.entasis.benchmarks.race.Standings;
import io.entasis.benchmarks.race.Target;
import io.entasis.benchmarks.setup.Bench;
import io.entasis.benchmarks.setup.Database;
import io.entasis.benchmarks.setup.Psql;
import io.entasis.tick.Tick;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writing ticks into the empty table with its indexes. The limit is a COPY of a binary file that was made before, by psql
 * through the parent table, or by the driver where there is no psql. After each turn the table must hold the ticks.
 */
public final class WriteRace {

  private static final String PSQL = "psql \\copy, binary file";
  private static final String READY = "ready bytes by the driver";
  private static final String SAVE_ALL = "Entasis saveAll";
  private static final String JOOQ = "jOOQ batch";

  private final Database database;
  private final List<Tick> ticks;

  private WriteRace(Database database, List<Tick> ticks) {
    this.database = database;
    this.ticks = ticks;
  }

  /** Runs it and prints the table. */
  public static void run(Bench bench) throws Exception {
    List<Tick> ticks = bench.tape().list(bench.arguments().rows());
    try (Database database = new Database(bench.server())) {
      Standings standings = new WriteRace(database, ticks).run(bench.arguments().rounds());
      String limit = standings.names().contains(PSQL) ? PSQL : READY;
      bench.title("Writing %,d ticks into market_data with its three indexes", ticks.size());
      bench.print(standings.table(ticks.size(), limit));
      bench.print(
          Target.atLeast(0.95, "saveAll against the limit", standings.speed(SAVE_ALL, limit)));
      bench.print(
          Target.atLeast(2.0, "saveAll against jOOQ batch", standings.speed(SAVE_ALL, JOOQ)));
    }
  }

  private Standings run(int rounds) throws Exception {
    StoredRows expected = StoredRows.of(ticks);
    // Makes the partitions that all of the ways write into.
    database.load(ticks.stream());
    try (BinaryFiles files = new BinaryFiles(ticks);
        Connection plain = database.connect();
        Connection rewriting = database.connect("reWriteBatchedInserts=true");
        Connection jooq = database.connect("reWriteBatchedInserts=true")) {
      return Race.<Long>of(rounds, rows -> check(expected, rows))
          .before(() -> {
            database.empty();
            return true;
          })
          .run(contenders(files, plain, rewriting, jooq));
    }
  }

  private List<Contender<Long>> contenders(
      BinaryFiles files, Connection plain, Connection rewriting, Connection jooq) {
    List<Contender<Long>> contenders = new ArrayList<>();
    if (Psql.isInstalled()) {
      contenders.add(new Contender<>(PSQL, new PsqlCopy(database.psql(), files.whole())));
    }
    contenders.add(
        new Contender<>(READY, new ReadyBytes(plain, Map.of("market_data", files.whole()))));
    contenders.add(
        new Contender<>(READY + ", into the partition", new ReadyBytes(plain, files.months())));
    contenders.add(new Contender<>(SAVE_ALL, new SaveAll(database.entasis().ticks(), ticks)));
    contenders.add(new Contender<>("PgBulkInsert", new BulkInsert(plain, ticks)));
    contenders.add(new Contender<>("text COPY", new TextCopy(plain, ticks)));
    contenders.add(new Contender<>("JDBC batch", new JdbcBatch(rewriting, ticks)));
    contenders.add(new Contender<>(JOOQ, new JooqBatch(jooq, ticks)));
    return contenders;
  }

  private void check(StoredRows expected, long told) {
    StoredRows stored = StoredRows.in(database);
    if (told != expected.rows() || !stored.equals(expected)) {
      throw new IllegalStateException(
          "told " + told + " and stored " + stored + " instead of " + expected);
    }
  }
}
