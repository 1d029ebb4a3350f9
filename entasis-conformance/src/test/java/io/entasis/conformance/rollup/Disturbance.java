package io.entasis.conformance.rollup;

import io.entasis.Entasis;
import io.entasis.conformance.partition.CutDataSource;
import io.entasis.error.EntasisException;
import io.entasis.tick.Tick;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** Random changes of the ticks, by every route there is. */
final class Disturbance {

  private static final List<String> ROLLED_BACK_OR_NOT = List.of("commit", "commit", "rollback");

  private final Entasis entasis;
  private final DataSource dataSource;
  private final Random random;
  private final Instant floor;

  Disturbance(Entasis entasis, DataSource dataSource, Random random) {
    this(entasis, dataSource, random, Trades.FROM);
  }

  private Disturbance(Entasis entasis, DataSource dataSource, Random random, Instant floor) {
    this.entasis = entasis;
    this.dataSource = dataSource;
    this.random = random;
    this.floor = floor;
  }

  /** Of the second month only, from its beginning. */
  Disturbance aboveFloor() {
    return new Disturbance(entasis, dataSource, random, Trades.MONTH);
  }

  /** Makes one; says which. */
  String next() throws SQLException {
    switch (random.nextInt(10)) {
      case 0, 1 -> {
        entasis.ticks().saveAll(ticks(1 + random.nextInt(60)));
        return "saveAll";
      }
      case 2 -> {
        entasis.ticks().save(ticks(1).get(0));
        return "save";
      }
      case 3 -> {
        entasis.ticks().saveAll(crowd());
        return "a crowd of symbols";
      }
      case 4 -> {
        return sql(insert("market_data", ticks(5)));
      }
      case 5 -> {
        return sql(intoPartition());
      }
      case 6 -> {
        return sql("update market_data set price = price + 1, volume = volume * 2 where " + some());
      }
      case 7 -> {
        return sql("update market_data set timestamp = " + moved() + " where " + some());
      }
      case 8 -> {
        return sql("delete from market_data where " + some());
      }
      default -> {
        return sql(insert("market_data", ticks(3)) + "; savepoint s; "
            + insert("market_data", ticks(3))
            + "; rollback to s; delete from market_data where "
            + some());
      }
    }
  }

  /** What happens seldom, and makes room for nothing else while it does. */
  String drastic() throws SQLException {
    return switch (random.nextInt(4)) {
      case 0 -> sql("truncate market_data_y2024m02");
      case 1 -> sql("delete from market_data where timestamp >= '" + floor + "'");
      case 2 ->
        "a writer that dies" + dying(cut -> cut.ticks().saveAll(ticks(1 + random.nextInt(60))));
      default -> "a refresh that dies" + dying(cut -> cut.rollups().refresh());
    };
  }

  /** In a process of its own, which ends after some statement or commit. */
  private String dying(Consumer<Entasis> work) {
    CutDataSource source = new CutDataSource(dataSource);
    try (Entasis other =
        Entasis.builder().dataSource(source).rollupRefresh(Duration.ZERO).open()) {
      source.cutAfter(1 + random.nextInt(14));
      work.accept(other);
      return ", if it had not been done before";
    } catch (EntasisException e) {
      return "";
    }
  }

  private List<Tick> ticks(int count) {
    return Trades.random(random, count).stream().map(this::above).toList();
  }

  private Tick above(Tick tick) {
    return tick.timestamp().isBefore(floor)
        ? new Tick(
            tick.symbol(),
            tick.exchange(),
            tick.timestamp().plus(Duration.between(Trades.FROM, Trades.MONTH)),
            tick.price(),
            tick.volume())
        : tick;
  }

  /** More symbols in a minute than the ledger names one by one. */
  private List<Tick> crowd() {
    Instant minute = ticks(1).get(0).timestamp();
    List<Tick> ticks = IntStream.range(0, 70)
        .mapToObj(number -> Trades.at("S" + number, minute, "1." + number, "1"))
        .collect(Collectors.toList());
    Trades.SYMBOLS.forEach(symbol -> ticks.add(Trades.at(symbol, minute, "7.5", "2")));
    return ticks;
  }

  private String intoPartition() {
    boolean early = floor.isBefore(Trades.MONTH) && random.nextBoolean();
    List<Tick> ticks = ticks(12).stream()
        .filter(tick -> tick.timestamp().isBefore(Trades.MONTH) == early)
        .toList();
    return ticks.isEmpty()
        ? "select 1"
        : insert(early ? "market_data_y2024m01" : "market_data_y2024m02", ticks);
  }

  private String some() {
    return "id % 10 = " + random.nextInt(10) + " and symbol = '"
        + Trades.one(random, Trades.SYMBOLS) + "' and timestamp >= '" + floor + "'";
  }

  /** Into the first half of the time, be that of both months or of one. */
  private String moved() {
    return "timestamptz '" + floor + "' + (timestamptz '" + Trades.TO + "' - timestamp) * 0.5";
  }

  private static String insert(String table, List<Tick> ticks) {
    return "insert into " + table + " (symbol, exchange, timestamp, price, volume) values "
        + ticks.stream()
            .map(tick -> "('%s', '%s', '%s', %s, %s)"
                .formatted(
                    tick.symbol(), tick.exchange(), tick.timestamp(), tick.price(), tick.volume()))
            .collect(Collectors.joining(", "));
  }

  private String sql(String statements) throws SQLException {
    String end = Trades.one(random, ROLLED_BACK_OR_NOT);
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(statements);
      if (end.equals("commit")) {
        connection.commit();
      } else {
        connection.rollback();
      }
    }
    return statements.length() > 80 ? statements.substring(0, 80) + "…" : statements;
  }
}
