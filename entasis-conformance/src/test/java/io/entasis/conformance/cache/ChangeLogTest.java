package io.entasis.conformance.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the triggers write into change_log. */
@EntasisTest
class ChangeLogTest {

  private static final String NOON = "2024-01-10 12:00:00+00";

  private final TestDatabase database;

  /** The library makes the months. */
  ChangeLogTest(TestDatabase database, Entasis entasis) {
    this.database = database;
    Kept.TICK.save(entasis, "first", 1);
    Kept.CHAIN.save(entasis, "first", 1);
  }

  @BeforeEach
  void forgetThat() {
    database.execute("delete from change_log where kind <> 0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"market_data", "market_data_y2024m01"})
  void ticksAreToldOncePerStatementAndSymbol(String table) {
    insert(table, "'A'", "'2024-01-10 12:00+00'");
    database.execute(
        "insert into " + table + " (symbol, exchange, timestamp, price, volume) values"
            + " ('A', 'X', '2024-01-11+00', 1, 1), ('B', 'X', '2024-01-12+00', 1, 1), ('A', 'X', '2024-01-10+00', 1, 1)");

    assertThat(log())
        .containsExactlyInAnyOrder(
            "1|A|2024-01-10 12:00:00|2024-01-10 12:00:00",
            "1|A|2024-01-10 00:00:00|2024-01-11 00:00:00",
            "1|B|2024-01-12 00:00:00|2024-01-12 00:00:00");
  }

  @ParameterizedTest
  @ValueSource(strings = {"market_data", "market_data_y2024m01"})
  void updatesTellBothSides(String table) {
    insert("market_data", "'A'", "'" + NOON + "'");
    forgetThat();

    database.execute(
        "update " + table + " set symbol = 'B', timestamp = '2024-01-20+00' where symbol = 'A'");

    assertThat(log())
        .containsExactlyInAnyOrder(
            "1|A|2024-01-10 12:00:00|2024-01-10 12:00:00",
            "1|B|2024-01-20 00:00:00|2024-01-20 00:00:00");
  }

  @ParameterizedTest
  @ValueSource(strings = {"market_data", "market_data_y2024m01"})
  void deletesAndTruncatesAreTold(String table) {
    insert("market_data", "'A'", "'" + NOON + "'");
    forgetThat();

    database.execute("delete from " + table + " where symbol = 'A'");
    assertThat(log()).containsExactly("1|A|2024-01-10 12:00:00|2024-01-10 12:00:00");
    forgetThat();
    database.execute("truncate " + table);

    assertThat(log()).isNotEmpty().containsOnly("1|||");
  }

  @Test
  void aStatementThatTouchesNothingTellsNothing() {
    database.execute("delete from market_data where symbol = 'none'");
    database.execute("update predictions set symbol = 'B' where symbol = 'none'");

    assertThat(log()).isEmpty();
  }

  @Test
  void manySymbolsAreToldAsOne() {
    insert(
        "market_data",
        "'N' || n",
        "(timestamptz '2024-01-10+00' + n * interval '1 hour') from generate_series(1, 100) n");
    assertThat(log()).hasSize(100);
    forgetThat();

    insert(
        "market_data",
        "'N' || n",
        "(timestamptz '2024-01-10+00' + n * interval '1 hour') from generate_series(1, 101) n");

    assertThat(log()).containsExactly("1||2024-01-10 01:00:00|2024-01-14 05:00:00");
  }

  @Test
  void theOtherTablesTellTheirOwnKeys() {
    database.execute(Kept.CHAIN.sql("U", 0));
    database.execute(Kept.PREDICTION.sql("P", 0));
    database.execute(
        "insert into portfolio_status (user_id, asset_type, position_size, timestamp) values"
            + " ('00000000-0000-0000-0000-000000000001', 'CASH', 1, '" + NOON + "')");
    database.execute("delete from option_contract where underlying = 'U'");

    assertThat(log())
        .containsExactlyInAnyOrder(
            "2|U|2024-01-10 12:00:00|2024-01-10 12:00:00",
            "3|P|2024-01-10 12:00:00|2024-01-10 12:00:00",
            "4|00000000-0000-0000-0000-000000000001|2024-01-10 12:00:00|2024-01-10 12:00:00",
            "2|U||");
  }

  @Test
  void whatIsRolledBackIsNotTold() throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("savepoint s");
      statement.execute(Kept.PREDICTION.sql("A", 1));
      statement.execute("rollback to s");
      statement.execute(Kept.PREDICTION.sql("B", 1));
      connection.commit();
      statement.execute(Kept.PREDICTION.sql("C", 1));
      connection.rollback();
    }

    assertThat(database.query("select key from change_log where kind <> 0")).containsExactly("B");
  }

  /** Whoever may write into a table need not know of the log. */
  @Test
  void aRoleWithoutRightsToTheLogCanWrite() {
    String role = "writer_" + Long.toHexString(System.nanoTime());
    database.execute("create role " + role);
    try {
      database.execute("grant insert on predictions to " + role);
      database.execute("grant usage on sequence predictions_id_seq to " + role);
      database.execute("set role " + role + "; " + Kept.PREDICTION.sql("A", 1));
    } finally {
      database.execute("drop owned by " + role + "; drop role " + role);
    }

    assertThat(log()).hasSize(1);
  }

  /** It would come first where a path does not say otherwise. */
  @Test
  void temporaryTablesOfTheSameNamesSwallowNothing() {
    database.execute("create temporary table change_log (like change_log including defaults);"
        + " create temporary table option_contract (like option_contract including all); "
        + Kept.CHAIN.sql("T", 1) + "; " + Kept.PREDICTION.sql("T", 1));

    assertThat(database.query("select kind, key from change_log where kind <> 0"))
        .containsExactlyInAnyOrder("2|T", "3|T");
    assertThat(database.query("select underlying from option_contract where underlying = 'T'"))
        .containsExactly("T");
  }

  /** They write with the rights of their owner, who alone may use them for more triggers. */
  @Test
  void nobodyElseMayUseTheFunctions() {
    assertThat(
            database.query(
                "select proname from pg_proc where prosecdef"
                    + " and pronamespace = 'public'::regnamespace"
                    + " and (has_function_privilege('pg_monitor', oid, 'execute')"
                    + " or not coalesce(array_to_string(proconfig, ';') like 'search_path=%, pg_temp', false))"))
        .isEmpty();
    assertThat(database.query(
            "select count(*) from pg_proc where prosecdef and proname like '%_changes'"))
        .containsExactly("5");
  }

  /** With the triggers of the parent, whoever makes the month: only the library does that for others. */
  @Test
  void monthsThatTheLibraryMakesCarryTheTriggers() {
    assertThat(triggersOf("market_data_y2024m01")).isEqualTo(triggersOf("market_data"));
    assertThat(triggersOf("option_data_y2024m01")).isEqualTo(triggersOf("option_data"));
    assertThat(triggersOf("market_data"))
        .contains(
            "market_data_changes_delete",
            "market_data_changes_insert",
            "market_data_changes_truncate",
            "market_data_changes_update");
  }

  private List<String> triggersOf(String table) {
    return database.query("select tgname from pg_trigger where tgrelid = '" + table
        + "'::regclass and not tgisinternal order by 1");
  }

  private void insert(String table, String symbol, String timestamp) {
    int from = timestamp.indexOf(" from ");
    String at = from < 0 ? timestamp : timestamp.substring(0, from);
    database.execute(
        "insert into " + table + " (symbol, exchange, price, volume, timestamp) select " + symbol
            + ", 'X', 1, 1, " + at + "::timestamptz" + (from < 0 ? "" : timestamp.substring(from)));
  }

  private List<String> log() {
    return database.query(
        "select kind, key, first_at at time zone 'UTC', last_at at time zone 'UTC' from change_log where kind <> 0");
  }
}
