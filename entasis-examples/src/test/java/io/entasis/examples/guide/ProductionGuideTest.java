package io.entasis.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.Entasis;
import io.entasis.bar.BarSize;
import io.entasis.cache.CacheSettings;
import io.entasis.error.AccessDeniedException;
import io.entasis.error.PartitionMissingException;
import io.entasis.fixture.MarketSimulator;
import io.entasis.market.TimeRange;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs the SQL of the page, with roles of its own names. */
@EntasisTest
class ProductionGuideTest {

  private static final Pattern SQL = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);
  private static final TimeRange DAY =
      TimeRange.between(LocalDate.of(2024, 3, 1), LocalDate.of(2024, 3, 2));

  private final TestDatabase database;
  private final Entasis owner;
  private final String mark = "_" + Long.toHexString(System.nanoTime());
  private final List<Tick> ticks =
      MarketSimulator.seeded(7).crypto().during(DAY).limit(100).list();

  ProductionGuideTest(TestDatabase database, Entasis owner) {
    this.database = database;
    this.owner = owner;
  }

  @BeforeEach
  void grant() throws IOException {
    Matcher block = SQL.matcher(Files.readString(Path.of("../docs/guide/production.md")));
    assertThat(block.find()).isTrue();
    database.execute(block.group(1).replaceAll("trading_(writer|reader)", "trading_$1" + mark));
    owner.ticks().save(ticks.get(0)); // makes the month after the rights were given
  }

  @AfterEach
  void dropRoles() {
    for (String role : List.of("trading_writer", "trading_reader")) {
      database.execute("drop owned by " + role + mark + "; drop role " + role + mark);
    }
  }

  @Test
  void theWriterWritesAndReads() {
    try (Entasis writer = as("trading_writer")) {
      assertThat(writer.ticks().saveAll(ticks).accepted()).isEqualTo(100);
      writer.ticks().save(ticks.get(1));

      String symbol = ticks.get(0).symbol();
      assertThat(writer.ticks().of(symbol).during(DAY).list()).isNotEmpty();
      assertThat(writer.bars().of(symbol, BarSize.ofHours(1)).during(DAY).list())
          .isEqualTo(owner.bars().of(symbol, BarSize.ofHours(1)).during(DAY).list());
      assertThatThrownBy(() ->
              writer.ticks().saveAll(MarketSimulator.seeded(7).crypto().limit(1).list()))
          .hasCauseInstanceOf(PartitionMissingException.class);
    }
  }

  @Test
  void theReaderReadsAlone() {
    owner.ticks().saveAll(ticks);
    try (Entasis reader = as("trading_reader")) {
      assertThat(reader.ticks().all().count()).isEqualTo(101);
      assertThat(reader.bars().of(ticks.get(0).symbol(), BarSize.ofHours(1)).list())
          .isNotEmpty();
      assertThat(reader
              .knownAt(Instant.now(), Duration.ofSeconds(30))
              .ticks()
              .all()
              .count())
          .isEqualTo(101);
      assertThatThrownBy(() -> reader.ticks().save(ticks.get(0)))
          .isInstanceOf(AccessDeniedException.class);
    }
  }

  private Entasis as(String role) {
    return Entasis.builder()
        .url(database.jdbcUrl())
        .user(role + mark)
        .password("choose one")
        .poolSize(2)
        .rollupRefresh(Duration.ZERO)
        .cache(CacheSettings.defaults())
        .open();
  }
}
