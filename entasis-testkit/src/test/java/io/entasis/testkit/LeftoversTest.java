package io.entasis.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@EntasisTest(migrated = false)
class LeftoversTest {

  private static final Instant NOW = Instant.parse("2001-02-03T04:05:06Z");

  @Test
  void dropsOnlyWhatIsOldAndOursAndUnused(TestServer server, TestDatabase control)
      throws SQLException {
    String old = name(Duration.ofHours(25));
    String used = name(Duration.ofHours(25));
    String recent = name(Duration.ofHours(23));
    String others = name(Duration.ofHours(25));
    String alike = "entasis_test_mine";
    List.of(old, used, recent, others, alike)
        .forEach(name -> control.execute("create database " + name));
    control.execute("create role stranger");
    control.execute("alter database " + others + " owner to stranger");

    try (Connection connection = server.database(used).connect()) {
      new Leftovers(new PlainSql(control.dataSource())).drop(NOW);
      assertThat(connection.isValid(10)).isTrue();
    }

    assertThat(control.query(
            "select datname from pg_database where datname like 'entasis\\_test\\_%'"))
        .contains(used, recent, others, alike)
        .doesNotContain(old);
    List.of(used, recent, others, alike)
        .forEach(name -> control.execute("drop database " + name + " with (force)"));
    control.execute("drop role stranger");
  }

  @Test
  void namesAreUsedOnceAndTellTheirAge() {
    String name = DatabaseName.fresh(NOW);
    assertThat(name).matches(DatabaseName.PATTERN).startsWith("entasis_test_20010203040506_");
    assertThat(DatabaseName.fresh(NOW)).isNotEqualTo(name);
    assertThat(DatabaseName.isOlder(name, NOW.plusSeconds(1))).isTrue();
    assertThat(DatabaseName.isOlder(name, NOW)).isFalse();
    assertThat(DatabaseName.isOlder("entasis_test_20019903040506_01234567", NOW))
        .isFalse();
    assertThat(DatabaseName.isOlder("customers", NOW)).isFalse();
  }

  private static String name(Duration age) {
    return DatabaseName.fresh(NOW.minus(age));
  }
}
