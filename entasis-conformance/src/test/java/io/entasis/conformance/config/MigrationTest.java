package io.entasis.conformance.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.conformance.write.SampleTicks;
import io.entasis.schema.MigrationReport;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EntasisTest(migrated = false)
class MigrationTest {

  private final TestDatabase database;

  MigrationTest(TestDatabase database) {
    this.database = database;
  }

  @Test
  void theSecondTimeThereIsNothingToDo() {
    try (Entasis entasis = database.entasis().open()) {
      MigrationReport first = entasis.schema().migrate();
      MigrationReport second = entasis.schema().migrate();

      assertThat(first.schema()).isEqualTo("public");
      assertThat(first.applied()).startsWith("1").doesNotHaveDuplicates();
      assertThat(second.applied()).isEmpty();
      entasis.schema().validate();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Weird Schema", "o'hara", "a\"b", "käse", "x.y"})
  void aSchemaMayHaveAnyName(String schema) {
    try (Entasis entasis = database.entasis().schema(schema).open()) {
      assertThat(entasis.schema().migrate().schema()).isEqualTo(schema);
      entasis.schema().validate();
      entasis.ticks().save(SampleTicks.tick(1));
      entasis.ticks().saveAll(SampleTicks.series(3));

      assertThat(entasis.ticks().all().count()).isEqualTo(4);
      assertThat(entasis.ticks().of("IBM").findLatest())
          .contains(SampleTicks.series(3).get(2));
    }
    assertThat(database.query("select count(*) from pg_class where relname = 'market_data_y2024m01'"
            + " and relnamespace = (select oid from pg_namespace where nspname = '"
            + schema.replace("'", "''") + "')"))
        .containsExactly("1");
    assertThat(database.query("select to_regclass('public.market_data')")).containsExactly("");
  }

  @ParameterizedTest
  @ValueSource(strings = {"public", "one", "Two"})
  void fourAtOnceMigrateOnce(String schema) throws Exception {
    int parties = 4;
    ExecutorService threads = Executors.newFixedThreadPool(parties);
    CyclicBarrier start = new CyclicBarrier(parties);
    try {
      List<Future<MigrationReport>> all = new ArrayList<>();
      for (int i = 0; i < parties; i++) {
        all.add(threads.submit(() -> {
          try (Entasis entasis = database.entasis().schema(schema).open()) {
            start.await(30, TimeUnit.SECONDS);
            return entasis.schema().migrate();
          }
        }));
      }
      List<String> applied = new ArrayList<>();
      for (Future<MigrationReport> each : all) {
        applied.addAll(each.get(60, TimeUnit.SECONDS).applied());
      }

      assertThat(applied).isNotEmpty().doesNotHaveDuplicates();
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void twoSchemasDoNotSeeEachOther() {
    try (Entasis one = database.entasis().schema("one").open();
        Entasis two = database.entasis().schema("two").open()) {
      one.schema().migrate();
      two.schema().migrate();
      one.ticks().saveAll(SampleTicks.series(5));
      one.ticks().save(SampleTicks.tick(7));
      two.useTransaction(transaction -> transaction.ticks().saveAll(SampleTicks.series(2)));

      assertThat(one.ticks().all().count()).isEqualTo(6);
      assertThat(two.ticks().all().count()).isEqualTo(2);
      assertThat(two.ticks().of("IBM").findLatest())
          .contains(SampleTicks.series(2).get(1));
    }
    assertThat(database.query("select (select count(*) from one.ingest_batch),"
            + " (select count(*) from two.ingest_batch)"))
        .containsExactly("2|1");
  }

  @Test
  void tablesOfTheAppStayAsTheyAre() {
    database.execute("create table orders as select 1 as id, 'x' as name");
    database.execute("create function touch() returns int language sql as 'select 1'");

    try (Entasis entasis = database.entasis().open()) {
      entasis.schema().migrate();
      entasis.schema().migrate();
      entasis.schema().validate();
    }

    assertThat(database.query("select * from orders")).containsExactly("1|x");
    assertThat(database.query("select touch()")).containsExactly("1");
  }

  @Test
  void anAppMayHaveFlywayOfItsOwn(@TempDir Path migrations) throws IOException {
    Files.writeString(migrations.resolve("V1__app.sql"), "create table orders (id int);");
    Flyway app = app(migrations).load();
    app.migrate();

    try (Entasis entasis = database.entasis().open()) {
      entasis.schema().migrate();
      Files.writeString(migrations.resolve("V2__app.sql"), "alter table orders add name text;");
      assertThat(app.migrate().migrationsExecuted).isEqualTo(1);
      app.validate();
      entasis.schema().migrate();
      entasis.schema().validate();
      entasis.ticks().save(SampleTicks.tick(1));
    }

    assertThat(database.query("select version from flyway_schema_history order by 1"))
        .containsExactly("1", "2");
  }

  @Test
  void theAppsFlywayMayComeSecond(@TempDir Path migrations) throws IOException {
    Files.writeString(migrations.resolve("V1__app.sql"), "create table orders (id int);");
    try (Entasis entasis = database.entasis().open()) {
      entasis.schema().migrate();

      app(migrations).baselineOnMigrate(true).baselineVersion("0").load().migrate();

      entasis.schema().validate();
    }
    assertThat(database.query("select count(*) from orders")).containsExactly("0");
  }

  @Test
  void contractsOfAnOlderDatabaseLearnWhenTheyWereFirstQuoted() {
    Flyway.configure()
        .dataSource(database.dataSource())
        .loggers("slf4j")
        .locations("classpath:io/entasis/schema/migration")
        .table("entasis_schema_history")
        .target("1")
        .load()
        .migrate();
    database.execute("create table option_data_y2024m01 partition of option_data"
        + " for values from ('2024-01-01+00') to ('2024-02-01+00')");
    database.execute(
        "insert into option_data (underlying, strike_price, expiry_date, option_type, timestamp) values"
            + " ('BTC', 1, '2024-06-28 08:00+00', 'PUT', '2024-01-10+00'),"
            + " ('BTC', 1, '2024-06-28 08:00+00', 'PUT', '2024-01-09+00')");
    database.execute("insert into option_contract values ('BTC', '2024-06-28 08:00+00', 2, 'PUT')");

    try (Entasis entasis = database.entasis().open()) {
      entasis.schema().migrate();
      entasis.schema().validate();
    }

    assertThat(
            database.query(
                "select first_quote_at = '2024-01-09+00', first_quote_at = '-infinity' from option_contract order by strike_price"))
        .containsExactly("t|f", "f|t");
  }

  private FluentConfiguration app(Path migrations) {
    return Flyway.configure()
        .dataSource(database.dataSource())
        .loggers("slf4j")
        .locations("filesystem:" + migrations);
  }
}
