package io.entasis.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@EntasisTest
class EntasisExtensionTest {

  private static final String TABLES =
      "select count(*) from pg_tables where tablename = 'market_data'";

  private final TestDatabase database;
  private final Set<String> names = new HashSet<>();

  EntasisExtensionTest(TestDatabase database) {
    this.database = database;
    names.add(database.name());
  }

  @BeforeEach
  void before(TestDatabase sameDatabase) {
    assertThat(sameDatabase).isSameAs(database);
  }

  @RepeatedTest(2)
  void givesEachTestADatabaseOfItsOwn(TestDatabase sameDatabase, Entasis entasis) {
    assertThat(sameDatabase).isSameAs(database);
    assertThat(names).containsExactly(database.name());
    assertThat(database.query("select count(*) from predictions")).containsExactly("0");
    entasis.schema().validate();
    database.execute(
        "insert into predictions (model_id, symbol, prediction_type, predicted_value, confidence, timestamp)"
            + " values ('m', 'BTC-USDT', 'price', 1, 0.5, now())");
  }

  @Test
  void givesOneEntasisForATest(Entasis one, Entasis same) {
    assertThat(one).isSameAs(same);
  }

  @Test
  @EntasisTest(migrated = false)
  void theMethodWinsOverTheClass(TestDatabase empty) {
    assertThat(empty).isSameAs(database);
    assertThat(empty.query(TABLES)).containsExactly("0");
  }

  @Nested
  class InANestedClass {

    @Test
    void theAnnotationOfTheOuterClassHolds(TestDatabase inner) {
      assertThat(inner).isSameAs(database);
      assertThat(inner.query(TABLES)).containsExactly("1");
    }
  }

  @Nested
  @TestInstance(Lifecycle.PER_CLASS)
  @EntasisTest(migrated = false)
  class WithOneDatabaseForAll {

    private String name = "";

    @BeforeAll
    void prepare(TestDatabase shared) {
      name = shared.name();
    }

    @RepeatedTest(2)
    void sharesIt(TestDatabase shared) {
      assertThat(shared.name()).isEqualTo(name);
    }
  }
}
