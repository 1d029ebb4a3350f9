package io.entasis.conformance.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.bar.BarSize;
import io.entasis.conformance.write.WatchedDataSource;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sizes of bars where who migrates, who declares and who reads are roles of their own. */
@EntasisTest
class RollupRightsTest {

  private static final BarSize SIZE = BarSize.ofMinutes(5);

  private final String owner = name("owner_");
  private final String app = name("app_");
  private final Entasis entasis;
  private final TestDatabase database;

  RollupRightsTest(Entasis entasis, TestDatabase database) {
    this.entasis = entasis;
    this.database = database;
  }

  @BeforeEach
  void roles() {
    database.execute("create role " + owner + "; create role " + app + ";"
        + "grant create on schema public to " + owner + ";"
        + "grant all on all tables in schema public to " + owner + ";"
        + "grant usage on all sequences in schema public to " + app + ";"
        + "grant select, insert, update, delete on all tables in schema public to " + app + ";"
        + "alter table bars_1m owner to " + owner);
  }

  @AfterEach
  void dropRoles() {
    database.execute("reassign owned by " + owner + ", " + app + " to current_user;"
        + "drop owned by " + owner + ", " + app + "; drop role " + app + ", " + owner);
  }

  @Test
  void aSizeThatIsDeclaredIsForTheSameRoles() {
    entasis.ticks().saveAll(Trades.random(new Random(11), 100));

    entasis.rollups().declare(SIZE);

    entasis.ticks().save(Trades.at("IBM", Trades.MONTH, "1", "1"));
    try (Entasis restricted = as(app)) {
      assertThat(restricted.rollups().refresh().minutes()).isPositive();
      assertThat(restricted.bars().of("IBM", SIZE).list())
          .isNotEmpty()
          .isEqualTo(entasis.bars().of("IBM", SIZE).list());
    }
    assertThat(rights("bars_5m")).isEqualTo(rights("bars_1m"));
  }

  /** Whom later migrations run as. */
  @Test
  void aSizeThatAMemberDeclaresBelongsToTheOwnerOfTheOthers() {
    database.execute("grant " + owner + " to " + app);
    try (Entasis restricted = as(app)) {
      restricted.rollups().declare(SIZE);
    }
    assertThat(database.query("select tableowner from pg_tables where tablename = 'bars_5m'"))
        .containsExactly(owner);
    assertThat(rights("bars_5m")).isEqualTo(rights("bars_1m"));
  }

  /** Others may not hand their tables over, but the owner of the others can use them. */
  @Test
  void aSizeThatAnybodyDeclaresIsForTheOwnerOfTheOthersToo() {
    database.execute("grant create on schema public to " + app);
    try (Entasis restricted = as(app)) {
      restricted.rollups().declare(SIZE);
    }
    assertThat(database.query("select has_table_privilege('" + owner
            + "', 'bars_5m', 'select, insert, update, delete')"))
        .containsExactly("t");
  }

  private List<String> rights(String table) {
    return database.query(
        "select pg_get_userbyid(a.grantee), a.privilege_type from pg_class c, aclexplode(c.relacl) a"
            + " where c.oid = '" + table + "'::regclass and a.grantee <> '"
            + database.query("select current_user").get(0)
            + "'::regrole order by 1, 2");
  }

  private Entasis as(String role) {
    return Entasis.builder()
        .rollupRefresh(Duration.ZERO)
        .dataSource(new WatchedDataSource(
            database.dataSource(), connection -> execute(connection, "set role " + role)))
        .open();
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String name(String prefix) {
    return prefix + UUID.randomUUID().toString().replace("-", "");
  }
}
