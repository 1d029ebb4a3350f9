package io.entasis.conformance.rollup;

import io.entasis.Entasis;
import io.entasis.tick.Tick;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** Random changes of the ticks, by every route there is. */
final class Disturbance {

  private static final List<String> ROLLED_BACK_OR_NOT = List.of("commit", "commit", "rollback");

  private final Entasis entasis;
  private final DataSource dataSource;
  private final Random random;

  Disturbance(Entasis entasis, DataSource dataSource, Random random) {
    this.entasis = entasis;
    this.dataSource = dataSource;
    this.random = random;
  }

  /** Makes one; says which. */
  String next() throws SQLException {
    switch (random.nextInt(10)) {
      case 0, 1 -> {
        entasis.ticks().saveAll(Trades.random(random, 1 + random.nextInt(60)));
        return "saveAll";
      }
      case 2 -> {
        entasis.ticks().save(Trades.of(random, Trades.one(random, Trades.SYMBOLS)));
        return "save";
      }
      case 3 -> {
        entasis.ticks().saveAll(crowd());
        return "a crowd of symbols";
      }
      case 4 -> {
        return sql(insert("market_data", Trades.random(random, 5)));
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
        return sql(insert("market_data", Trades.random(random, 3)) + "; savepoint s; "
            + insert("market_data", Trades.random(random, 3))
            + "; rollback to s; delete from market_data where "
            + some());
      }
    }
  }

  /** More symbols in a minute than the ledger names one by one. */
  private List<Tick> crowd() {
    Instant minute = Trades.instant(random);
    List<Tick> ticks = IntStream.range(0, 70)
        .mapToObj(number -> Trades.at("S" + number, minute, "1." + number, "1"))
        .collect(Collectors.toList());
    Trades.SYMBOLS.forEach(symbol -> ticks.add(Trades.at(symbol, minute, "7.5", "2")));
    return ticks;
  }

  private String intoPartition() {
    boolean early = random.nextBoolean();
    List<Tick> ticks = Trades.random(random, 12).stream()
        .filter(tick -> tick.timestamp().isBefore(Trades.MONTH) == early)
        .toList();
    return ticks.isEmpty()
        ? "select 1"
        : insert(early ? "market_data_y2024m01" : "market_data_y2024m02", ticks);
  }

  private String some() {
    return "id % 10 = " + random.nextInt(10) + " and symbol = '"
        + Trades.one(random, Trades.SYMBOLS) + "'";
  }

  /** From one month into the other and back, but never out of both. */
  private String moved() {
    return "timestamptz '" + Trades.FROM + "' + (timestamptz '" + Trades.TO
        + "' - timestamp) * 0.5";
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
