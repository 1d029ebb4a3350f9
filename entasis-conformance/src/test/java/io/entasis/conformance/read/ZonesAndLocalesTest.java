package io.entasis.conformance.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.bar.BarSize;
import io.entasis.market.TimeRange;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.util.DefaultLocale;
import org.junit.jupiter.api.util.DefaultTimeZone;

/** Answers do not depend on the zones and languages of the machines. */
@EntasisTest
class ZonesAndLocalesTest {

  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  @Test
  @DefaultTimeZone("America/New_York")
  void aClientInNewYork(Entasis entasis, TestDatabase database) {
    assertThat(TimeZone.getDefault().getID()).isEqualTo("America/New_York");
    assertSameAnswers(entasis, database);
  }

  @Test
  @DefaultTimeZone("Asia/Kolkata")
  void aClientInKolkata(Entasis entasis, TestDatabase database) {
    assertSameAnswers(entasis, database);
  }

  @Test
  @DefaultTimeZone("Pacific/Apia")
  void aDatabaseInTokyoAndAClientInApia(Entasis entasis, TestDatabase database) {
    database.execute("alter database " + database.name() + " set timezone = 'Asia/Tokyo'");
    database.execute("alter database " + database.name() + " set datestyle = 'German, DMY'");
    database.execute("alter database " + database.name() + " set intervalstyle = 'sql_standard'");
    assertSameAnswers(entasis, database);
  }

  @Test
  @DefaultTimeZone("Asia/Kathmandu")
  void aSessionThatTurnsItsZoneItself(Entasis entasis, TestDatabase database) throws Exception {
    LentConnection lent = new LentConnection(database, true);
    try (Entasis borrowing = Entasis.builder()
        .rollupRefresh(Duration.ZERO)
        .dataSource(lent.dataSource())
        .open()) {
      lent.query("select set_config('TimeZone', 'America/Havana', false)");
      lent.query("select set_config('extra_float_digits', '0', false)");
      assertSameAnswers(entasis, borrowing, new ArrayList<>());
    } finally {
      lent.end();
    }
  }

  @Test
  @DefaultLocale("ar-EG-u-nu-arab")
  void anArabicClient(Entasis entasis, TestDatabase database) {
    assertThat(String.format(Locale.getDefault(), "%d", 1)).isNotEqualTo("1");
    assertSameAnswers(entasis, database);
  }

  @Test
  @DefaultLocale("tr-TR")
  void aTurkishClient(Entasis entasis, TestDatabase database) {
    assertThat("I".toLowerCase(Locale.getDefault())).isNotEqualTo("i");
    assertSameAnswers(entasis, database);
    assertThat(BarSize.parse("5MIN".substring(0, 2))).isEqualTo(BarSize.ofMinutes(5));
  }

  @Test
  @DefaultLocale("th-TH-u-ca-buddhist-nu-thai")
  void aThaiClient(Entasis entasis, TestDatabase database) {
    assertSameAnswers(entasis, database);
  }

  private static void assertSameAnswers(Entasis writer, TestDatabase database) {
    List<Tick> arrived = new ArrayList<>();
    try (Entasis pooled = Pools.ofOne(database)) {
      assertSameAnswers(writer, pooled, arrived);
    }
    try (Entasis hidden = Entasis.builder()
        .rollupRefresh(Duration.ZERO)
        .dataSource(new Hidden(database.dataSource()).dataSource())
        .open()) {
      assertThat(hidden.ticks().all().stream().toList())
          .isEqualTo(writer.ticks().all().list());
      assertThat(hidden.bars().of(Sample.SYMBOLS, BarSize.ofDays(1)).list())
          .isEqualTo(BarModel.of(BarSize.ofDays(1)).bars(arrived));
    }
  }

  private static void assertSameAnswers(Entasis writer, Entasis reader, List<Tick> arrived) {
    Random random = new Random(42);
    arrived.addAll(Sample.random(random, 150));
    Sample.store(writer, arrived.subList(0, 75));
    arrived.subList(75, 78).forEach(reader.ticks()::save);
    Sample.store(reader, arrived.subList(78, 150));
    for (int i = 0; i < 8; i++) {
      Question question = Question.random(random, arrived);
      List<Tick> expected = question.answer(arrived);
      assertThat(question.to(reader.ticks()).list()).isEqualTo(expected);
      assertThat(TickQueryTest.ticksOf(question.to(reader.ticks()).columns())).isEqualTo(expected);
      assertThat(question.to(reader.ticks()).findFirst())
          .isEqualTo(expected.stream().findFirst());
      assertThat(question.to(reader.ticks()).count()).isEqualTo(expected.size());
    }
    Instant middle = Instant.parse("2024-03-01T00:00:00Z");
    TimeRange month = TimeRange.startingAt(middle, Duration.ofDays(31));
    List<Tick> inMonth =
        arrived.stream().filter(tick -> month.contains(tick.timestamp())).toList();
    for (BarSize size :
        Stream.of("7m", "4h", "1d", "1w", "1mo").map(BarSize::parse).toList()) {
      assertThat(reader.bars().of(Sample.SYMBOLS, size).during(month).list())
          .as("%s", size)
          .isEqualTo(BarModel.of(size).bars(inMonth));
    }
    assertThat(reader.bars().of(Sample.SYMBOLS, BarSize.ofHours(4)).in(NEW_YORK).list())
        .isEqualTo(new BarModel(BarSize.ofHours(4), NEW_YORK, BarModel.MONDAY).bars(arrived));
    assertThat(reader.ticks().all().findSpan())
        .hasValueSatisfying(span -> assertThat(span.last())
            .isEqualTo(
                arrived.stream().map(Tick::timestamp).max(Instant::compareTo).get()));
    assertThat(reader.ticks().all().latestPerSymbol()).hasSize(4);
  }
}
