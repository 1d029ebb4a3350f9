package io.entasis.benchmarks.write;

import io.entasis.benchmarks.race.Contender;
import io.entasis.benchmarks.race.Race;
import io.entasis.benchmarks.race.Standings;
import io.entasis.benchmarks.race.Target;
import io.entasis.benchmarks.setup.Bench;
import io.entasis.benchmarks.setup.Database;
import io.entasis.benchmarks.setup.Psql;
import io.entasis.tick.Tick;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writing ticks into the empty table with its indexes. The limit is a COPY of a binary file that was made before, through the
 * parent table, by psql or by the driver, whichever is faster. After each turn the table must hold the ticks, in their order.
 */
public final class WriteRace {

  private static final String PSQL = "psql \\copy, ready binary file";
  private static final String READY = "driver, ready binary file";
  private static final String SAVE_ALL = "Entasis saveAll";
  private static final String JOOQ = "jOOQ batch";

  private final Database database;
  private final List<Tick> ticks;
  private final List<Connection> connections = new ArrayList<>();

  private WriteRace(Database database, List<Tick> ticks) {
    this.database = database;
    this.ticks = ticks;
  }

  /** Runs it and prints the table. */
  public static void run(Bench bench) throws Exception {
    List<Tick> ticks = bench.tape().list(bench.arguments().rows());
    try (Database database = new Database(bench.server())) {
      Standings standings = new WriteRace(database, ticks).run(bench.arguments().rounds());
      String limit = standings.fastestOf(PSQL, READY);
      bench.title("Writing %,d ticks into market_data with its three indexes", ticks.size());
      bench.print(standings.table(ticks.size(), limit));
      bench.print(
          Target.atLeast(0.95, "saveAll against the limit", standings.speed(SAVE_ALL, limit)));
      bench.print(
          Target.atLeast(2.0, "saveAll against jOOQ batch", standings.speed(SAVE_ALL, JOOQ)));
    }
  }

  private Standings run(int rounds) throws Exception {
    // Makes the partitions that all of the ways write into.
    database.load(ticks.stream());
    try (BinaryFiles files = new BinaryFiles(ticks)) {
      Connection checking = connect("");
      return Race.<Long>of(rounds, told -> check(checking, told))
          .before(() -> {
            database.empty();
            return true;
          })
          .run(contenders(files));
    } finally {
      for (Connection connection : connections) {
        connection.close();
      }
    }
  }

  private List<Contender<Long>> contenders(BinaryFiles files) throws SQLException {
    List<Contender<Long>> contenders = new ArrayList<>();
    if (Psql.isInstalled()) {
      contenders.add(new Contender<>(PSQL, new PsqlCopy(database.psql(), files.whole())));
    }
    Connection plain = connect("");
    Map<String, Path> parent = Map.of("market_data", files.whole());
    contenders.add(new Contender<>(READY, new ReadyBytes(plain, parent)));
    contenders.add(
        new Contender<>(READY + ", into the partition", new ReadyBytes(plain, files.months())));
    contenders.add(new Contender<>(SAVE_ALL, new SaveAll(database.entasis().ticks(), ticks)));
    contenders.add(new Contender<>("PgBulkInsert", new BulkInsert(plain, ticks)));
    contenders.add(new Contender<>("text COPY", new TextCopy(plain, ticks)));
    String rewriting = "reWriteBatchedInserts=true";
    contenders.add(new Contender<>("JDBC batch", new JdbcBatch(connect(rewriting), ticks)));
    contenders.add(new Contender<>(JOOQ, new JooqBatch(connect(rewriting), ticks)));
    return contenders;
  }

  private Connection connect(String parameters) throws SQLException {
    Connection connection = database.connect(parameters);
    connections.add(connection);
    return connection;
  }

  private void check(Connection connection, long told) throws SQLException {
    if (told != ticks.size()) {
      throw new IllegalStateException("told " + told + " instead of " + ticks.size() + " rows");
    }
    StoredTicks.check(connection, ticks);
  }
}
