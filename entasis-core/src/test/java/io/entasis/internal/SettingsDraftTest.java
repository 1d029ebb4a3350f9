package io.entasis.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.entasis.cache.CacheSettings;
import io.entasis.error.InvalidConfigurationException;
import io.entasis.internal.db.ConnectionSource;
import io.entasis.internal.db.PoolSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Properties;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** All mistakes of a draft are listed at once, in words that name the setting. */
class SettingsDraftTest {

  private static final String URL = "jdbc:postgresql://localhost:5432/trading";
  private static final DataSource DATA_SOURCE = new PGSimpleDataSource();

  @Test
  void aUrlAloneGetsTheDefaults() {
    SettingsDraft draft = new SettingsDraft();
    draft.set("url", URL);

    Settings settings = draft.check();

    PoolSettings pool = pool(settings);
    assertThat(pool.url()).isEqualTo(URL);
    assertThat(pool.user()).isEmpty();
    assertThat(pool.password()).isEmpty();
    assertThat(pool.size()).isEqualTo(10);
    assertThat(pool.connectionTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(pool.statementTimeout()).isEqualTo(Duration.ofMinutes(1));
    assertThat(pool.lockTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(pool.applicationName()).isEqualTo("entasis");
    assertThat(settings.schema()).isEmpty();
    assertThat(settings.clock()).isEqualTo(Clock.systemUTC());
  }

  @Test
  void aDataSourceIsTakenAsItIs() {
    SettingsDraft draft = new SettingsDraft();
    Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    draft.dataSource(DATA_SOURCE);
    draft.clock(clock);
    draft.set("schema", "trading");

    Settings settings = draft.check();

    assertThat(settings.source()).isEqualTo(new ConnectionSource.Borrowed(DATA_SOURCE));
    assertThat(settings.schema()).contains("trading");
    assertThat(settings.clock()).isEqualTo(clock);
  }

  @Test
  void propertiesAreSettingsByTheirNames() {
    Properties properties = new Properties();
    properties.setProperty("entasis.url", URL);
    properties.setProperty("entasis.user", "trader");
    properties.setProperty("entasis.password", "secret");
    properties.setProperty("entasis.schema", "s");
    properties.setProperty("entasis.pool-size", " 3 ");
    properties.setProperty("entasis.connection-timeout", "PT5S");
    properties.setProperty("entasis.statement-timeout", "PT30S");
    properties.setProperty("entasis.lock-timeout", "PT0.25S");
    properties.setProperty("entasis.application-name", "feed");
    SettingsDraft draft = new SettingsDraft();
    draft.properties(properties);

    Settings settings = draft.check();

    PoolSettings pool = pool(settings);
    assertThat(pool.user()).contains("trader");
    assertThat(pool.password()).contains("secret");
    assertThat(pool.size()).isEqualTo(3);
    assertThat(pool.connectionTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(pool.statementTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(pool.lockTimeout()).isEqualTo(Duration.ofMillis(250));
    assertThat(pool.applicationName()).isEqualTo("feed");
    assertThat(settings.schema()).contains("s");
    assertThat(settings.toString() + pool).doesNotContain("secret");
  }

  @Test
  void defaultsOfPropertiesCount() {
    Properties defaults = new Properties();
    defaults.setProperty("entasis.url", URL);
    SettingsDraft draft = new SettingsDraft();
    draft.properties(new Properties(defaults));

    assertThat(pool(draft.check()).url()).isEqualTo(URL);
  }

  @Test
  void allMistakesAreListedAtOnce() {
    Properties properties = new Properties();
    properties.setProperty("entasis.pool-size", "many");
    properties.setProperty("entasis.lock-timeout", "10s");
    properties.setProperty("entasis.poolsize", "3");
    properties.setProperty("pool-size", "3");
    properties.setProperty("entasis.", "3");
    properties.setProperty("entasis.schema", " ");
    properties.setProperty("entasis.url", "jdbc:mysql://localhost/x");
    SettingsDraft draft = new SettingsDraft();
    draft.properties(properties);
    draft.set("user", "one");
    draft.set("user", "two");

    assertThat(problems(draft))
        .hasSize(8)
        .anyMatch(problem -> problem.startsWith("pool-size") && problem.contains("many"))
        .anyMatch(problem -> problem.startsWith("lock-timeout"))
        .contains(
            "unknown setting entasis.poolsize",
            "unknown setting pool-size",
            "unknown setting entasis.")
        .anyMatch(problem -> problem.startsWith("schema"))
        .anyMatch(problem -> problem.startsWith("url"))
        .contains("user is given twice");
  }

  @Test
  void nothingOrBothIsAMistake() {
    assertThat(problems(new SettingsDraft()))
        .containsExactly("neither a dataSource nor a url is given");
    SettingsDraft both = new SettingsDraft();
    both.dataSource(DATA_SOURCE);
    both.set("url", URL);
    both.set("pool-size", "3");
    assertThat(problems(both))
        .containsExactly(
            "url cannot be given together with a dataSource",
            "pool-size cannot be given together with a dataSource");
  }

  @ParameterizedTest
  @CsvSource({
    "pool-size, 0",
    "pool-size, 1001",
    "pool-size, -1",
    "pool-size, 3.5",
    "pool-size, 99999999999",
    "connection-timeout, PT0S",
    "connection-timeout, PT0.249S",
    "connection-timeout, PT25H",
    "connection-timeout, -PT5S",
    "statement-timeout, 30",
    "lock-timeout, ''",
    "statement-timeout, P106751991167301D",
    "application-name, ''",
    "schema, ''"
  })
  void valuesOutOfRangeAreNamed(String name, String value) {
    SettingsDraft draft = new SettingsDraft();
    draft.set("url", URL);
    draft.set(name, value);

    assertThat(problems(draft)).singleElement().asString().startsWith(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "jdbc:postgresql",
        "http://localhost/x",
        "jdbc:postgresql://h:port/x",
        "jdbc:postgresql://h:99999/x"
      })
  void aUrlOfAnotherFormIsAMistakeAndIsNotRepeated(String url) {
    SettingsDraft draft = new SettingsDraft();
    draft.set("url", url);

    assertThat(problems(draft))
        .containsExactly("url is not of the form jdbc:postgresql://host:port/database");
  }

  @Test
  void aUrlMayBeADefault() {
    Properties defaults = new Properties();
    defaults.setProperty("entasis.url", URL);
    SettingsDraft draft = new SettingsDraft();
    draft.defaults(defaults);

    assertThat(draft.check().source()).isInstanceOf(ConnectionSource.Owned.class);
  }

  @Test
  void aUrlThatIsOnlyADefaultGivesWayToADataSource() {
    Properties defaults = new Properties();
    defaults.setProperty("entasis.url", URL);
    SettingsDraft draft = new SettingsDraft();
    draft.defaults(defaults);
    draft.dataSource(DATA_SOURCE);

    assertThat(draft.check().source()).isInstanceOf(ConnectionSource.Borrowed.class);
  }

  @Test
  void noMessageHoldsThePassword() {
    SettingsDraft draft = new SettingsDraft();
    draft.set("url", "jdbc:postgres://h/x?password=hunter2");
    draft.set("password", "hunter2");
    draft.set("password", "hunter2");

    assertThatThrownBy(draft::check)
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("password is given twice")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void aDraftCanBeCheckedAgain() {
    SettingsDraft draft = new SettingsDraft();
    assertThat(problems(draft)).hasSize(1);
    draft.set("url", URL);

    assertThat(pool(draft.check()).url()).isEqualTo(URL);
  }

  @Test
  void aPropertyThatIsNoTextIsAMistake() {
    Properties properties = new Properties();
    properties.setProperty("entasis.url", URL);
    properties.put("entasis.pool-size", 3);
    SettingsDraft draft = new SettingsDraft();
    draft.properties(properties);

    assertThat(problems(draft)).singleElement().asString().contains("pool-size");
  }

  @Test
  void nothingIsCachedUnlessItIsSaid() {
    SettingsDraft draft = new SettingsDraft();
    draft.set("url", URL);
    assertThat(draft.check().cache()).isEmpty();

    draft.cache(CacheSettings.defaults());
    assertThat(draft.check().cache()).contains(CacheSettings.defaults());
    draft.cache(CacheSettings.defaults());

    assertThat(problems(draft)).containsExactly("cache is given twice");
  }

  private static PoolSettings pool(Settings settings) {
    return ((ConnectionSource.Owned) settings.source()).settings();
  }

  private static List<String> problems(SettingsDraft draft) {
    return catchThrowableOfType(InvalidConfigurationException.class, draft::check)
        .problems();
  }
}
