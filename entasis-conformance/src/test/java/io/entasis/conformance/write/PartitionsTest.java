package io.entasis.conformance.write;

import static io.entasis.conformance.write.SampleTicks.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.ingest.IngestOptions;
import io.entasis.ingest.IngestReport;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.util.DefaultTimeZone;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EntasisTest
class PartitionsTest {

  private static final String BOUNDS = "select c.relname, pg_get_expr(c.relpartbound, c.oid)"
      + " from pg_inherits i join pg_class c on c.oid = i.inhrelid"
      + " where i.inhparent = 'market_data'::regclass order by 1";

  private final TestDatabase database;

  PartitionsTest(TestDatabase database) {
    this.database = database;
  }

  /** The driver hands the zone of the client to the session. */
  @ParameterizedTest
  @ValueSource(strings = {"UTC", "Asia/Tokyo", "America/New_York"})
  @DefaultTimeZone("America/New_York")
  void monthsAreThoseOfUtcWhateverTheZones(String serverZone) throws SQLException {
    database.execute("alter database " + database.name() + " set timezone = '" + serverZone + "'");
    try (Entasis entasis = database.entasis().open()) {
      entasis.ticks().save(at(Instant.parse("2024-01-01T00:00:00Z"), 1));
      entasis.ticks().saveAll(List.of(at(Instant.parse("2024-02-29T23:59:59.999999Z"), 2)));
    }

    assertThat(inUtc(BOUNDS))
        .containsExactly(
            "market_data_y2024m01|FOR VALUES FROM ('2024-01-01 00:00:00+00') TO ('2024-02-01 00:00:00+00')",
            "market_data_y2024m02|FOR VALUES FROM ('2024-02-01 00:00:00+00') TO ('2024-03-01 00:00:00+00')");
    assertThat(database.query("select tableoid::regclass, price::int from market_data order by 2"))
        .containsExactly("market_data_y2024m01|1", "market_data_y2024m02|2");
  }

  @Test
  void theFirstAndLastMicrosecondOfAMonthLieInIt() {
    List<Tick> edges = List.of(
        at(Instant.parse("2023-12-31T23:59:59.999999Z"), 1),
        at(Instant.parse("2024-01-01T00:00:00Z"), 2),
        at(Instant.parse("2024-01-31T23:59:59.999999Z"), 3),
        at(Instant.parse("2024-02-01T00:00:00Z"), 4),
        at(Instant.parse("2024-02-29T23:59:59.999999999Z"), 5),
        at(Instant.parse("2024-03-01T00:00:00Z"), 6));
    try (Entasis entasis = database.entasis().open()) {
      entasis.ticks().saveAll(edges);
      edges.forEach(entasis.ticks()::save);
    }

    assertThat(database.query("select tableoid::regclass, price::int from market_data order by id"))
        .containsExactlyInAnyOrder(
            "market_data_y2023m12|1",
            "market_data_y2024m01|2",
            "market_data_y2024m01|3",
            "market_data_y2024m02|4",
            "market_data_y2024m02|5",
            "market_data_y2024m03|6",
            "market_data_y2023m12|1",
            "market_data_y2024m01|2",
            "market_data_y2024m01|3",
            "market_data_y2024m02|4",
            "market_data_y2024m02|5",
            "market_data_y2024m03|6");
  }

  @Test
  void onlyTheMonthsThatRowsNeedAreMade() {
    Tick january = at(Instant.parse("2024-01-05T00:00:00Z"), 1);
    Tick april = at(Instant.parse("2024-04-05T00:00:00Z"), 2);
    Tick bad =
        new Tick("", "NYSE", Instant.parse("2024-02-05T00:00:00Z"), BigDecimal.ONE, BigDecimal.ONE);

    try (Entasis entasis = database.entasis().open()) {
      IngestReport report = entasis.ticks().saveAll(List.of(april, bad, january));

      assertThat(report.partitionsCreated())
          .containsExactlyInAnyOrder("market_data_y2024m01", "market_data_y2024m04");
      assertThat(entasis.ticks().saveAll(List.of(april, january)).partitionsCreated())
          .isEmpty();
    }
    assertThat(Rows.partitions(database))
        .containsExactly("market_data_y2024m01", "market_data_y2024m04");
  }

  @Test
  void theyAreMadeBeforeTheBatchThatNeedsThem() {
    IngestOptions options = IngestOptions.defaults().batchSize(1);
    List<Tick> source = List.of(
        at(Instant.parse("2024-01-05T00:00:00Z"), 1), at(Instant.parse("2024-02-05T00:00:00Z"), 2));
    try (Entasis entasis = database.entasis().open()) {
      IngestReport report = entasis
          .ticks()
          .saveAll(
              source,
              options.listener(progress ->
                  assertThat(Rows.partitions(database)).hasSize((int) progress.batches())));

      assertThat(report.partitionsCreated())
          .containsExactly("market_data_y2024m01", "market_data_y2024m02");
    }
  }

  @Test
  void aNewPartitionHasWhatItsTableHas() {
    try (Entasis entasis = database.entasis().open()) {
      entasis.ticks().save(at(Instant.parse("2024-01-05T00:00:00Z"), 1));
    }

    String indexes = "select count(*), count(*) filter (where indisprimary) from pg_index"
        + " where indisvalid and indrelid = '%s'::regclass";
    assertThat(database.query(indexes.formatted("market_data_y2024m01")))
        .isEqualTo(database.query(indexes.formatted("market_data")));
    String checks = "select conname, pg_get_constraintdef(oid) from pg_constraint"
        + " where contype in ('c', 'n') and conrelid = '%s'::regclass order by 1";
    assertThat(database.query(checks.formatted("market_data_y2024m01")))
        .isEqualTo(database.query(checks.formatted("market_data")));
    database.execute("insert into market_data_y2024m01 (symbol, exchange, timestamp, price, volume)"
        + " values ('A', 'B', '2024-01-05T00:00:00Z', 1, 1)");
    assertThat(database.query("select count(distinct id) from market_data")).containsExactly("2");
  }

  private List<String> inUtc(String query) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("set timezone = 'UTC'");
      try (ResultSet rows = statement.executeQuery(query)) {
        while (rows.next()) {
          lines.add(rows.getString(1) + "|" + rows.getString(2));
        }
      }
    }
    return lines;
  }
}
