package io.entasis.benchmarks.history;

import io.entasis.benchmarks.setup.Database;
import io.entasis.fixture.MarketSimulator;
import io.entasis.market.TimeRange;
import io.entasis.testkit.TestServer;
import io.entasis.tick.Tick;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;

/**
 * A database with ticks of eleven symbols up to the day before {@link #NEW_DAY}. All of them have the same ticks in the time
 * that they share.
 *
 * @param name how long it is
 * @param database where it is
 */
public record History(String name, Database database) implements AutoCloseable {

  /** A day without ticks as yet, in the last month of the history. */
  public static final TimeRange NEW_DAY =
      TimeRange.of(Instant.parse("2024-12-31T00:00:00Z"), Instant.parse("2025-01-01T00:00:00Z"));

  /** The last day of the history. */
  public static final TimeRange LAST_DAY =
      TimeRange.of(Instant.parse("2024-12-30T00:00:00Z"), NEW_DAY.from());

  private static final YearMonth LAST_MONTH = YearMonth.of(2024, 12);
  private static final Instant THREE_DAYS_BEFORE = Instant.parse("2024-12-28T00:00:00Z");
  private static final MarketSimulator MARKET =
      MarketSimulator.seeded(1).crypto().equities();
  private static final double TICKS_A_MONTH = 42e6;

  static History ofThreeDays(TestServer server, int monthly) {
    return of(server, "3 days", THREE_DAYS_BEFORE, monthly);
  }

  /** Of so many months, each with about that many ticks. */
  public static History ofMonths(TestServer server, int months, int monthly) {
    Instant from = LAST_MONTH
        .minusMonths(months - 1L)
        .atDay(1)
        .atStartOfDay(ZoneOffset.UTC)
        .toInstant();
    return of(server, months + (months == 1 ? " month" : " months"), from, monthly);
  }

  /** The symbols. */
  public List<String> symbols() {
    return MARKET.instruments().stream().map(each -> each.symbol()).toList();
  }

  /** Ticks of the new day. */
  static List<Tick> ofNewDay(int ticks) {
    return MARKET.during(NEW_DAY).limit(ticks).list();
  }

  /** Ticks of the last day, once more. */
  static List<Tick> ofLastDay(int ticks) {
    return MARKET.during(LAST_DAY).limit(ticks).list();
  }

  /** Makes the history end where it began. */
  void forgetNewDay() {
    database.execute("delete from market_data where timestamp >= '" + NEW_DAY.from() + "'");
    database.execute("vacuum market_data_y2024m12");
    database.execute("truncate ingest_batch");
  }

  @Override
  public void close() {
    database.close();
  }

  private static History of(TestServer server, String name, Instant from, int monthly) {
    Database database = new Database(server);
    database.load(MARKET.paced(monthly / TICKS_A_MONTH).between(from, NEW_DAY.from()).stream());
    database.entasis().rollups().refresh();
    database.execute("vacuum analyze");
    return new History(name, database);
  }
}
