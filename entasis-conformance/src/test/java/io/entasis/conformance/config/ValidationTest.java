package io.entasis.conformance.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.entasis.Entasis;
import io.entasis.conformance.write.Causes;
import io.entasis.conformance.write.SampleTicks;
import io.entasis.error.SchemaException;
import io.entasis.error.SchemaException.Problem;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EntasisTest
class ValidationTest {

  private static final String HISTORY = "entasis_schema_history";

  private final Entasis entasis;
  private final TestDatabase database;

  ValidationTest(Entasis entasis, TestDatabase database) {
    this.entasis = entasis;
    this.database = database;
  }

  @Test
  void theTablesOfThisVersionAreFine() {
    entasis.schema().validate();
    entasis.ticks().save(SampleTicks.tick(1));
    entasis.schema().validate();
  }

  @Test
  @EntasisTest(migrated = false)
  void missing(Entasis empty, TestDatabase emptyDatabase) {
    assertThat(problem(() -> empty.schema().validate())).isEqualTo(Problem.MISSING);
    try (Entasis other = emptyDatabase.entasis().schema("nowhere").open()) {
      assertThat(problem(() -> other.schema().validate())).isEqualTo(Problem.MISSING);
    }
    assertThat(emptyDatabase.query("select to_regclass('" + HISTORY + "')")).containsExactly("");
  }

  @Test
  @EntasisTest(migrated = false)
  void workBeforeTheMigrationSaysWhatIsMissing(Entasis empty) {
    assertThat(problem(() -> empty.ticks().saveAll(List.of(SampleTicks.tick(1)))))
        .isEqualTo(Problem.MISSING);
    assertThat(problem(() -> empty.ticks().save(SampleTicks.tick(1)))).isEqualTo(Problem.MISSING);
    assertThat(problem(() -> empty.ticks().all().list())).isEqualTo(Problem.MISSING);
  }

  @Test
  void behind() {
    assumeThat(database.query("select version from " + HISTORY + " where type = 'SQL'"))
        .as("migrations of this version")
        .hasSizeGreaterThan(1);
    database.execute("delete from " + HISTORY
        + " where installed_rank = (select max(installed_rank) from " + HISTORY + ")");

    assertThat(problem(() -> entasis.schema().validate())).isEqualTo(Problem.BEHIND);
  }

  @Test
  void ahead() {
    database.execute(
        "insert into " + HISTORY + " select 999, '999', 'later', type, 'V999__later.sql',"
            + " 1, installed_by, installed_on, 1, true from " + HISTORY + " where version = '1'");

    assertThat(problem(() -> entasis.schema().validate())).isEqualTo(Problem.AHEAD);
    assertThat(problem(() -> entasis.schema().migrate())).isEqualTo(Problem.AHEAD);
  }

  @Test
  void anAlteredMigrationIsForeign() {
    database.execute("update " + HISTORY + " set checksum = checksum + 1 where version = '1'");

    assertThat(problem(() -> entasis.schema().validate())).isEqualTo(Problem.FOREIGN);
    assertThat(problem(() -> entasis.schema().migrate())).isEqualTo(Problem.FOREIGN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alter table market_data drop column volume cascade",
        "alter table option_data rename column iv to implied_volatility",
        "drop table ingest_batch"
      })
  void aTableThatWasAlteredIsForeign(String alteration) {
    database.execute(alteration);

    assertThat(problem(() -> entasis.schema().validate())).isEqualTo(Problem.FOREIGN);
  }

  @Test
  @EntasisTest(migrated = false)
  void aTableOfAnotherMakerIsForeign(Entasis empty, TestDatabase emptyDatabase) {
    emptyDatabase.execute("create table market_data (a int)");

    assertThat(problem(() -> empty.schema().validate())).isEqualTo(Problem.FOREIGN);
    SchemaException thrown =
        catchThrowableOfType(SchemaException.class, () -> empty.schema().migrate());
    assertThat(thrown.problem()).isEqualTo(Problem.FOREIGN);
    assertThat(thrown).hasMessageContaining("market_data");
    assertThat(emptyDatabase.query("select count(*) from pg_class"
            + " where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')"))
        .containsExactly("1");
  }

  private static Problem problem(ThrowingCallable call) {
    return Causes.of(SchemaException.class, call).problem();
  }
}
