package io.entasis.conformance.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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

  private List<String> contracts() {
    return database.query("select strike_price from option_contract order by 1");
  }

  private void insert(String table, String strike) {
    database.execute("insert into " + table
        + " (underlying, strike_price, expiry_date, option_type, timestamp) values"
        + " ('BTC', " + strike + ", '2024-03-29T08:00:00Z', 'CALL', '2024-01-05T00:00:00Z')");
  }
}
