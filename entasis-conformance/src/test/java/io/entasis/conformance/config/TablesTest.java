package io.entasis.conformance.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables as plain SQL finds them. */
@EntasisTest
class TablesTest {

  private static final String PARTITION = "option_data_y2024m01";

  private final TestDatabase database;

  TablesTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void makeMonth() {
    database.execute("create table " + PARTITION + " partition of option_data"
        + " for values from ('2024-01-01+00') to ('2024-02-01+00')");
  }

  @Test
  void everyTableAndColumnHasAComment() {
    assertThat(
            database.query(
                "select c.relname, a.attname from pg_class c"
                    + " left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped"
                    + " where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')"
                    + " and not c.relispartition and c.relname <> 'entasis_schema_history'"
                    + " and (obj_description(c.oid, 'pg_class') is null or col_description(c.oid, a.attnum) is null)"))
        .isEmpty();
  }

  @Test
  void contractsAreFedByInsertsThroughTheTable() {
    insert("option_data", "100");
    insert("option_data", "100");
    insert("option_data", "101.5");

    assertThat(contracts()).containsExactly("100.00000000", "101.50000000");
  }

  /** Statement triggers are not inherited; the library gives them to every partition that it makes. */
  @Test
  void contractsAreFedByInsertsIntoAPartitionThatCarriesTheTriggers() {
    database.execute(
        "create trigger option_data_contracts_insert after insert on " + PARTITION
            + " referencing new table as changed for each statement execute function option_data_contracts()");
    insert(PARTITION, "100");
    insert("option_data", "101.5");

    assertThat(contracts()).containsExactly("100.00000000", "101.50000000");
  }

  @Test
  void contractsAreFedByUpdatesAndNeverShrink() {
    insert("option_data", "100");
    database.execute("update option_data set strike_price = 200");
    database.execute("delete from option_data");

    assertThat(contracts()).containsExactly("100.00000000", "200.00000000");
  }

  @Test
  void aContractKnowsItsEarliestQuoteWhateverCameInBetween() {
    insert("option_data", "100");
    assertThat(firstQuotes()).containsExactly("2024-01-05 00:00:00+00");
    database.execute("update option_data set timestamp = timestamp - interval '24 hours'");
    assertThat(firstQuotes()).containsExactly("2024-01-04 00:00:00+00");
    database.execute("update option_data set timestamp = timestamp + interval '48 hours'");
    database.execute("delete from option_data");
    insert("option_data", "100");
    assertThat(firstQuotes()).containsExactly("2024-01-04 00:00:00+00");
  }

  @ParameterizedTest
  @CsvSource({
    "option_data, iv",
    "option_data, delta",
    "option_data, gamma",
    "option_data, theta",
    "option_data, vega",
    "portfolio_status, entry_price",
    "portfolio_status, current_price",
    "portfolio_status, pnl"
  })
  void whatIsNoNumberIsRefused(String table, String column) {
    insert("option_data", "100");
    database.execute("insert into portfolio_status (user_id, asset_type, position_size, timestamp)"
        + " values ('00000000-0000-0000-0000-000000000001', 'CASH', 1, '2024-01-15+00')");

    assertThatThrownBy(() -> database.execute("update " + table + " set " + column + " = 'NaN'"))
        .hasStackTraceContaining(table + "_" + column + "_check");
    database.execute("update " + table + " set " + column + " = null");
  }

  private List<String> firstQuotes() {
    return database.query("select first_quote_at at time zone 'UTC' || '+00' from option_contract");
  }

  private List<String> contracts() {
    return database.query("select strike_price from option_contract order by 1");
  }

  private void insert(String table, String strike) {
    database.execute("insert into " + table
        + " (underlying, strike_price, expiry_date, option_type, timestamp) values"
        + " ('BTC', " + strike + ", '2024-03-29T08:00:00Z', 'CALL', '2024-01-05T00:00:00Z')");
  }
}
