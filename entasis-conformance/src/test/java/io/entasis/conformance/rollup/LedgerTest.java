package io.entasis.conformance.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.Entasis;
import io.entasis.market.TimeRange;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/** Every change of ticks is noted, whoever makes it and by whichever route. */
@EntasisTest
class LedgerTest {

  private static final Instant NOON = Instant.parse("2024-01-10T12:34:56Z");
  private static final String ROW = "('IBM', 'NYSE', '2024-01-10 12:34:56+00', 100, 1)";
  private static final String COLUMNS = "(symbol, exchange, timestamp, price, volume)";
  private static final String NOTED = "IBM|12:00|12:34";

  @ParameterizedTest
  @ValueSource(strings = {"market_data", "market_data_y2024m01"})
  void insertsAreNoted(String table, Entasis entasis, TestDatabase database) {
    withCleanTick(entasis, database);

    database.execute("insert into " + table + " " + COLUMNS + " values " + ROW);

    assertThat(noted(database)).containsExactly(NOTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"market_data", "market_data_y2024m01"})
  void copiesAreNoted(String table, Entasis entasis, TestDatabase database) throws Exception {
    withCleanTick(entasis, database);

    try (Connection connection = database.connect()) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(
              "copy " + table + " " + COLUMNS + " from stdin (format csv)",
              new StringReader("IBM,NYSE,2024-01-10 12:34:56+00,100,1\n"));
    }

    assertThat(noted(database)).containsExactly(NOTED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "update market_data set price = 2;IBM|12:00|12:34",
        "update market_data_y2024m01 set price = 2;IBM|12:00|12:34",
        "update market_data set timestamp = timestamp + interval '2 hours';IBM|12:00|12:34, IBM|14:00|14:34",
        "update market_data set symbol = 'AIG';AIG|12:00|12:34, IBM|12:00|12:34",
        "update market_data set timestamp = timestamp + interval '31 days 1 minute';IBM|12:00|12:34, IBM|12:00|12:35",
        "delete from market_data;IBM|12:00|12:34",
        "delete from market_data_y2024m01;IBM|12:00|12:34",
        "truncate market_data_y2024m01;|12:00|12:34",
        "insert into market_data (id, symbol, exchange, timestamp, price, volume) select id, symbol, exchange, timestamp, 9, 9 from market_data"
            + " on conflict (id, timestamp) do update set price = excluded.price;IBM|12:00|12:34",
        "merge into market_data m using (select 1) one on m.symbol = 'IBM' when matched then delete;IBM|12:00|12:34"
      })
  void otherChangesAreNoted(
      String change, String expected, Entasis entasis, TestDatabase database) {
    withCleanTick(entasis, database);
    database.execute(
        "create table market_data_y2024m02 partition of market_data for values from ('2024-02-01 00:00+00') to ('2024-03-01 00:00+00')");
    entasis
        .rollups()
        .rebuild(TimeRange.of(
            Instant.parse("2024-02-01T00:00:00Z"), Instant.parse("2024-03-01T00:00:00Z")));

    database.execute(change);

    assertThat(noted(database)).containsExactly(expected.split(", "));
  }

  @Test
  void truncatingTheWholeTableIsNoted(Entasis entasis, TestDatabase database) {
    withCleanTick(entasis, database);

    database.execute("truncate market_data");

    assertThat(noted(database)).isNotEmpty().containsOnly("|12:00|12:34");
    entasis.rollups().refresh();
    assertThat(database.query("select * from bars_1m")).isEmpty();
  }

  /** What its snapshot does not see could not be noted. */
  @ParameterizedTest
  @ValueSource(strings = {"repeatable read", "serializable"})
  void truncatingIsRefusedWhereTicksMayBeOutOfSight(
      String isolation, Entasis entasis, TestDatabase database) throws Exception {
    withCleanTick(entasis, database);
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("begin isolation level " + isolation + "; select from market_data");
      entasis.ticks().save(Trades.at("AIG", NOON.plusSeconds(120), "1", "1"));
      entasis.rollups().refresh();

      assertThatThrownBy(() -> statement.execute("truncate market_data_y2024m01"))
          .hasMessageContaining("READ COMMITTED");
      statement.execute("rollback");
    }
    database.execute("truncate market_data_y2024m01");
    entasis.rollups().refresh();
    assertThat(database.query("select * from bars_1m")).isEmpty();
  }

  /** It would come first where a path does not say otherwise. */
  @Test
  void aTemporaryTableOfTheLedgersNameSwallowsNothing(Entasis entasis, TestDatabase database) {
    withCleanTick(entasis, database);

    database.execute("create temporary table rollup_ledger (like rollup_ledger including all);"
        + "insert into market_data " + COLUMNS + " values " + ROW + ";"
        + "update market_data set timestamp = timestamp + interval '1 hour';"
        + "truncate market_data_y2024m01");

    assertThat(noted(database)).contains(NOTED, "IBM|13:00|13:34", "|13:00|13:34");
  }

  @Test
  void whoMayOnlyWriteTicksNotesThem(Entasis entasis, TestDatabase database) {
    withCleanTick(entasis, database);
    String role = "feed_" + UUID.randomUUID().toString().replace("-", "");
    database.execute("create role " + role);
    try {
      database.execute("grant insert, update, delete, select on market_data to " + role
          + "; grant usage on all sequences in schema public to " + role);

      database.execute("set role " + role + ";"
          + "insert into market_data " + COLUMNS + " values " + ROW + ";"
          + "update market_data set timestamp = timestamp + interval '1 hour';"
          + "delete from market_data where timestamp = '2024-01-10 13:34:56+00'");

      assertThat(noted(database))
          .containsExactly(NOTED, NOTED, "IBM|13:00|13:34", "IBM|13:00|13:34");
      assertThat(database.query("select has_function_privilege('" + role
              + "', 'rollup_mark()', 'execute'), has_function_privilege('" + role
              + "', 'rollup_mark_update()', 'execute')"))
          .containsExactly("f|f");
    } finally {
      database.execute("drop owned by " + role + "; drop role " + role);
    }
  }

  @Test
  void aTransactionThatIsRolledBackNotesNothing(Entasis entasis, TestDatabase database) {
    withCleanTick(entasis, database);

    database.execute("begin; insert into market_data " + COLUMNS + " values " + ROW + "; rollback");

    assertThat(noted(database)).isEmpty();
  }

  @Test
  void manySymbolsOfAMinuteAreNotedAsOne(Entasis entasis, TestDatabase database) {
    withCleanTick(entasis, database);

    entasis
        .ticks()
        .saveAll(IntStream.range(0, 65)
            .mapToObj(number -> Trades.at("S" + number, NOON, "1", "1"))
            .toList());

    assertThat(noted(database)).containsExactly("|12:00|12:34");
    entasis.rollups().refresh();
    assertThat(database.query("select count(*) from bars_1m")).containsExactly("66");
  }

  @Test
  void sixtyFourSymbolsOfAMinuteAreNotedOneByOne(Entasis entasis, TestDatabase database) {
    withCleanTick(entasis, database);

    entasis
        .ticks()
        .saveAll(IntStream.range(0, 64)
            .mapToObj(number -> Trades.at("S" + number, NOON, "1", "1"))
            .toList());

    assertThat(noted(database)).hasSize(64).doesNotContain("|12:00|12:34");
  }

  @Test
  void eachMinuteOfAStatementOfManySymbolsIsNotedByItself(Entasis entasis, TestDatabase database) {
    withCleanTick(entasis, database);
    Instant later = NOON.plus(Duration.ofMinutes(1));

    entasis
        .ticks()
        .saveAll(IntStream.range(0, 500)
            .mapToObj(
                number -> Trades.at("S" + number % 470, number < 470 ? NOON : later, "1", "1"))
            .toList());

    assertThat(noted(database))
        .hasSize(31)
        .contains("|12:00|12:34", "S0|12:00|12:35", "S29|12:00|12:35")
        .doesNotContain("|12:00|12:35");
    entasis.rollups().refresh();
    assertThat(database.query("select count(*), sum(ticks) from bars_1m"))
        .containsExactly("501|501");
    assertThat(entasis.rollups().verify(TimeRange.of(NOON, later.plusSeconds(60))))
        .isEmpty();
  }

  private static void withCleanTick(Entasis entasis, TestDatabase database) {
    entasis.ticks().save(Trades.at("IBM", NOON, "101", "3"));
    entasis.rollups().refresh();
    assertThat(noted(database)).isEmpty();
  }

  private static List<String> noted(TestDatabase database) {
    return database.query(
        "select symbol, to_char(hour at time zone 'UTC', 'HH24:MI'), to_char(bucket at time zone 'UTC', 'HH24:MI')"
            + " from rollup_ledger order by symbol, bucket");
  }
}
