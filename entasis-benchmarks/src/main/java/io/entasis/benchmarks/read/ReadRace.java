package io.entasis.benchmarks.read;

import io.entasis.benchmarks.race.Contender;
import io.entasis.benchmarks.race.Race;
import io.entasis.benchmarks.race.Standings;
import io.entasis.benchmarks.race.Target;
import io.entasis.benchmarks.setup.Bench;
import io.entasis.benchmarks.setup.Database;
import io.entasis.benchmarks.setup.Psql;
import io.entasis.tick.Tick;
import io.entasis.tick.TickQuery;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reading all ticks of the symbol that has the most, in their total order. The limit is a binary COPY
 * that psql or the driver throws away, whichever is faster. Every
 * way looks at every value; all must see the same.
 */
public final class ReadRace {

  private static final int FETCH_SIZE = 10_000;
  private static final String PSQL = "psql \\copy to /dev/null";
  private static final String DISCARDED = "COPY by the driver, discarded";
  private static final String LIST = "Entasis list";
  private static final String COLUMNS = "Entasis columns";
  private static final String JDBC = "JDBC into records";
  private static final String JOOQ = "jOOQ into records";

  private final Database database;
  private final String symbol;
  private final Checksum expected;

  private ReadRace(Database database, String symbol, Checksum expected) {
    this.database = database;
    this.symbol = symbol;
    this.expected = expected;
  }

  /** Runs it and prints the table. */
  public static void run(Bench bench) throws Exception {
    List<Tick> ticks = bench.tape().list(bench.arguments().rows());
    String symbol = mostTraded(ticks);
    Checksum expected = new Checksum();
    ticks.stream().filter(tick -> tick.symbol().equals(symbol)).forEachOrdered(expected::add);
    try (Database database = new Database(bench.server())) {
      database.load(ticks.stream());
      Standings standings =
          new ReadRace(database, symbol, expected).run(bench.arguments().rounds());
      bench.title("Reading the %,d ticks of %s, ordered", expected.rows(), symbol);
      print(bench, standings, expected.rows());
    }
  }

  private static void print(Bench bench, Standings standings, long rows) {
    String limit = standings.fastestOf(PSQL, DISCARDED);
    bench.print(standings.table(rows, limit));
    bench.print(Target.atLeast(2.0, "list against jOOQ", standings.speed(LIST, JOOQ)));
    bench.print(Target.atLeast(1.3, "list against JDBC", standings.speed(LIST, JDBC)));
    bench.print(
        Target.atMost(1.25, "time of columns against the limit", standings.speed(limit, COLUMNS)));
  }

  private Standings run(int rounds) throws Exception {
    try (Connection plain = database.connect();
        Connection cursor = database.connect()) {
      return Race.of(rounds, this::check).run(contenders(plain, cursor));
    }
  }

  private List<Contender<Checksum>> contenders(Connection plain, Connection cursor) {
    TickQuery query = database.entasis().ticks().of(symbol);
    List<Contender<Checksum>> contenders = new ArrayList<>();
    if (Psql.isInstalled()) {
      contenders.add(new Contender<>(PSQL, new PsqlDiscards(database.psql(), symbol)));
    }
    contenders.add(new Contender<>(DISCARDED, new DriverDiscards(plain, symbol)));
    contenders.add(new Contender<>(COLUMNS, new ColumnsOfTicks(query)));
    contenders.add(new Contender<>(LIST, new ListOfTicks(query)));
    contenders.add(new Contender<>("Entasis stream", new StreamOfTicks(query)));
    contenders.add(new Contender<>(JDBC, new JdbcRecords(plain, symbol, 0)));
    contenders.add(
        new Contender<>("JDBC with a cursor", new JdbcRecords(cursor, symbol, FETCH_SIZE)));
    contenders.add(new Contender<>(JOOQ, new JooqRecords(plain, symbol)));
    return contenders;
  }

  private void check(Checksum seen) {
    if (!seen.agreesWith(expected)) {
      throw new IllegalStateException("saw " + seen + " instead of " + expected);
    }
  }

  private static String mostTraded(List<Tick> ticks) {
    return ticks.stream()
        .collect(Collectors.groupingBy(Tick::symbol, Collectors.counting()))
        .entrySet()
        .stream()
        .max(Map.Entry.comparingByValue())
        .orElseThrow()
        .getKey();
  }
}
