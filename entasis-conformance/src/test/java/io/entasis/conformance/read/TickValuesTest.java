package io.entasis.conformance.read;

import static io.entasis.conformance.read.Sample.tick;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.Entasis;
import io.entasis.bar.BarSize;
import io.entasis.error.EntasisException;
import io.entasis.error.InvalidInputException;
import io.entasis.ingest.IngestOptions;
import io.entasis.market.TimeRange;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import io.entasis.tick.TickColumns;
import io.entasis.tick.TickQuery;
import io.entasis.tick.Ticks;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is stored comes back as it was: numbers to the last digit, names to the last character, times to the microsecond. */
@EntasisTest
class TickValuesTest {

  private static final String GREATEST = "999999999999.99999999";
  private static final String AT = "2024-03-01T10:00:00Z";

  @Test
  void numbersAreExactOverTheWholeColumn(Entasis entasis) {
    List<Tick> ticks = Stream.of(
            "0",
            "-0.00000001",
            "0.00000001",
            "1",
            "-1",
            "185.5",
            "100000000",
            "9999.9999",
            "10000",
            "0.0001",
            "0.00010001",
            "92233720368.54775807",
            "92233720368.54775808",
            "100000000000",
            GREATEST,
            "-" + GREATEST)
        .map(price -> tick("IBM", "P", AT, price, price.replace("-", "")))
        .toList();
    Sample.store(entasis, ticks);

    List<Tick> read = entasis.ticks().of("IBM").list();

    assertThat(read).isEqualTo(ticks);
    assertThat(read).extracting(Tick::price).allSatisfy(price -> {
      assertThat(price.scale()).isNotNegative();
      assertThat(price.toPlainString()).doesNotMatch(".*\\.\\d*0");
    });
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource(Seeds.SOURCE)
  void randomNumbersAreExactInRecordsAndColumns(long seed, Entasis entasis) {
    Random random = new Random(seed);
    List<Tick> ticks = Stream.generate(() -> new Tick(
            "IBM", "P", Instant.parse(AT), number(random), number(random).abs()))
        .limit(500)
        .toList();
    Sample.store(entasis, ticks);

    assertThat(entasis.ticks().of("IBM").list()).isEqualTo(ticks);
    assertThat(TickQueryTest.ticksOf(entasis.ticks().of("IBM").columns())).isEqualTo(ticks);
  }

  @Test
  void aPlainSelectFindsTheSameNumbers(Entasis entasis, TestDatabase database) {
    Sample.store(
        entasis,
        tick("IBM", "P", AT, "-" + GREATEST, GREATEST),
        tick("IBM", "P", AT, "1E+3", "0.00000001"));

    assertThat(database.query("select price, volume from market_data order by id"))
        .containsExactly("-" + GREATEST + "|" + GREATEST, "1000.00000000|0.00000001");
  }

  @Test
  void whatPlainSqlStoredIsReadWithoutTrailingZeros(Entasis entasis, TestDatabase database) {
    Sample.store(entasis, tick("OTHER", AT, "1"));
    database.execute("insert into market_data (symbol, exchange, timestamp, price, volume)"
        + " values ('IBM', 'P', '" + AT + "', 185.50000000, 100.00000000)");

    assertThat(entasis.ticks().of("IBM").list())
        .singleElement()
        .satisfies(tick -> assertThat(tick.price() + " " + tick.volume()).isEqualTo("185.5 100"));
    assertThat(entasis.ticks().of("IBM").findFirst())
        .hasValueSatisfying(
            tick -> assertThat(tick.price() + " " + tick.volume()).isEqualTo("185.5 100"));
  }

  @Test
  void columnsReachToTheEndOfAScaledLong(Entasis entasis) {
    Sample.store(
        entasis,
        tick("IBM", "P", AT, "92233720368.54775807", "92233720368.54775807"),
        tick("IBM", "P", AT, "-92233720368.54775807", "0"));

    TickColumns columns = entasis.ticks().of("IBM").columns();

    assertThat(columns.prices()).containsExactly(Long.MAX_VALUE, -Long.MAX_VALUE);
    assertThat(columns.volumes()).containsExactly(Long.MAX_VALUE, 0);
  }

  @Test
  void theLowestScaledLongFitsIntoColumns(Entasis entasis) {
    Sample.store(entasis, tick("IBM", "P", AT, "-92233720368.54775808", "0"));

    assertThat(entasis.ticks().of("IBM").columns().prices()).containsExactly(Long.MIN_VALUE);
  }

  @Test
  void beyondThemColumnsNameRowAndColumn(TestDatabase database) {
    List<String> prices = List.of(
        "92233720368.54775808",
        "-92233720368.54775809",
        "100000000000",
        "184467440737.09551616",
        GREATEST,
        "-" + GREATEST);
    try (Entasis entasis = Pools.ofOne(database)) {
      for (String price : prices) {
        assertColumnsRefuse(price, entasis);
        database.execute("truncate market_data");
      }
    }
  }

  private static void assertColumnsRefuse(String price, Entasis entasis) {
    Sample.store(
        entasis,
        tick("IBM", "P", "2024-03-01T10:00:00Z", "1", "1"),
        tick("IBM", "P", "2024-03-01T10:00:01Z", "2", "2"),
        tick("IBM", "P", "2024-03-01T10:00:02Z", price, "3"),
        tick("AIG", "P", "2024-03-01T10:00:00Z", "1", price.replace("-", "")));

    assertThatThrownBy(() -> entasis.ticks().of("IBM").columns())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("row 3")
        .hasMessageContaining("price");
    assertThatThrownBy(() -> entasis.ticks().of("AIG").columns())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("row 1")
        .hasMessageContaining("volume");
    assertThat(entasis.ticks().of("IBM").list()).hasSize(3);
  }

  @Test
  void columnsThatFailGiveTheirConnectionBack(TestDatabase database) {
    try (Entasis entasis = Pools.ofOne(database)) {
      List<Tick> ticks = new ArrayList<>();
      IntStream.range(0, 5_000).forEach(i -> ticks.add(tick("IBM", AT, i == 5 ? GREATEST : "1")));
      Sample.store(entasis, ticks);
      for (int i = 0; i < 20; i++) {
        assertThatThrownBy(() -> entasis.ticks().of("IBM").columns())
            .isInstanceOf(InvalidInputException.class)
            .hasMessageContaining("row 6");
        assertThat(entasis.ticks().of("IBM").count()).isEqualTo(5_000);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {255, 256, 257, 1_000})
  void dictionariesHoldAnyNumberOfNames(int names, Entasis entasis) {
    List<Tick> ticks = IntStream.range(0, names + 300)
        .mapToObj(i -> tick("S" + i % names, "X" + (i * 7) % names, AT, "1", "1"))
        .toList();
    Sample.store(entasis, ticks);

    TickColumns columns = entasis.ticks().all().columns();

    assertThat(TickQueryTest.ticksOf(columns)).isEqualTo(ticks);
    assertThat(columns.symbols().dictionary()).hasSize(names).startsWith("S0", "S1", "S2");
    assertThat(entasis.ticks().all().symbols()).hasSize(names).isSorted();
    assertThat(entasis.ticks().all().exchanges()).hasSize(names).isSorted();
    assertThat(entasis.ticks().all().latestPerSymbol()).hasSize(names);
  }

  @Test
  void namesComeBackToTheLastCharacter(Entasis entasis) {
    List<String> names = List.of(
        "O'Hara",
        "''",
        "a\"b",
        "back\\slash",
        "\\",
        "\\'",
        "%s %d %n",
        "$1",
        "$$",
        "?",
        ":name",
        "{0}",
        "{d '2024-01-01'}",
        "';drop table x;--",
        "' or '1'='1",
        "a\tb\nc\r\u0001",
        "\\N",
        "\\.",
        "日本語",
        "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀",
        "İıŞş",
        "e\u0301",
        "\u00e9",
        " leading",
        "trailing ",
        "null",
        "NULL");
    List<Tick> ticks =
        names.stream().map(name -> tick(name, name, AT, "1", "1")).toList();
    Sample.store(entasis, ticks);

    assertThat(entasis.ticks().all().list()).isEqualTo(ticks);
    assertThat(new HashSet<>(entasis.ticks().all().symbols())).isEqualTo(new HashSet<>(names));
    assertThat(TickQueryTest.ticksOf(entasis.ticks().all().columns())).isEqualTo(ticks);
    assertThat(entasis.ticks().of(names).list()).isEqualTo(ticks);
    assertThat(entasis.ticks().of(names).latestPerSymbol()).hasSameSizeAs(names);
    assertThat(entasis.ticks().all().latestPerSymbol()).hasSameSizeAs(names);
  }

  @Test
  void aNameIsNeverReadAsSql(TestDatabase database) {
    List<String> names = List.of(
        "O'Hara",
        "\\'",
        "%s",
        "$1",
        "?",
        "{0}",
        "{d '2024-01-01'}",
        "'; drop table market_data cascade; --",
        "\\'; drop table market_data cascade; --",
        "') to stdout; drop table market_data cascade; --",
        "' or '1'='1",
        "$$; drop table market_data cascade; $$",
        "*/ or true /*",
        "😀",
        "İ");
    try (Entasis entasis = Pools.ofOne(database)) {
      for (String name : names) {
        assertIsOnlyAName(name, entasis);
        database.execute("truncate market_data");
      }
    }
  }

  private static void assertIsOnlyAName(String name, Entasis entasis) {
    String storable = name.substring(0, Math.min(20, name.length()));
    Sample.store(entasis, tick(storable, storable, AT, "1", "1"), tick("IBM", AT, "1"));
    int found = name.equals(storable) ? 1 : 0;

    for (TickQuery query : List.of(
        entasis.ticks().of(name),
        entasis.ticks().of(name, name + "x"),
        entasis.ticks().all().on(name),
        entasis.ticks().all().on("x", name))) {
      assertThat(query.list()).hasSize(found);
      try (Stream<Tick> stream = query.stream()) {
        assertThat(stream).hasSize(found);
      }
      assertThat(query.columns().size()).isEqualTo(found);
      assertThat(query.count()).isEqualTo(found);
      assertThat(query.findFirst().isPresent()).isEqualTo(found == 1);
      assertThat(query.findLatest().isPresent()).isEqualTo(found == 1);
      assertThat(query.latestPerSymbol()).hasSize(found);
      assertThat(query.symbols()).hasSize(found);
      assertThat(query.exchanges()).hasSize(found);
      assertThat(query.findSpan().isPresent()).isEqualTo(found == 1);
    }
    BarSize hour = BarSize.ofHours(1);
    assertThat(entasis.bars().of(name, hour).list()).hasSize(found);
    assertThat(entasis.bars().of(name, BarSize.ofMonth()).list()).hasSize(found);
    assertThat(entasis.bars().of(List.of(name, "x"), hour).on(name).count()).isEqualTo(found);
    assertThat(entasis.bars().of("IBM", hour).on(name).list()).isEmpty();
    assertThat(entasis.ticks().of("IBM").count()).isEqualTo(1);
  }

  /** No tick can carry such a name, so nothing may be found under it. */
  @Test
  void aNameThatCannotBeStoredFindsNothing(TestDatabase database) {
    try (Entasis entasis = Pools.ofOne(database)) {
      Sample.store(
          entasis,
          tick("IBM", AT, "1"),
          tick("?", AT, "1"),
          tick("IBM?", AT, "1"),
          tick("\ufffd", AT, "1"),
          tick("IBM\ufffd", AT, "1"));
      Ticks ticks = entasis.ticks();
      for (String name : List.of("IBM\u0000", "\u0000", "\ud800", "IBM\udc00", "\ud83d")) {
        assertFindsNothing(() -> ticks.of(name).list().size());
        assertFindsNothing(() -> ticks.of(List.of("NONE", name)).list().size());
        assertFindsNothing(() -> ticks.of("NONE", name).columns().size());
        assertFindsNothing(() -> ticks.of(name).count());
        assertFindsNothing(() -> ticks.of(name).findLatest().isPresent() ? 1 : 0);
        assertFindsNothing(() -> ticks.of(name).latestPerSymbol().size());
        assertFindsNothing(() -> ticks.all().on(name).list().size());
        assertFindsNothing(() -> ticks.all().on("NONE", name).count());
        assertFindsNothing(
            () -> entasis.bars().of(name, BarSize.ofHours(1)).list().size());
      }
      assertThat(entasis.ticks().all().count()).isEqualTo(5);
    }
  }

  @Test
  void timesAreKeptToTheMicrosecondFrom1970On(Entasis entasis) {
    List<Tick> ticks = Stream.of(
            "1970-01-01T00:00:00Z",
            "1970-01-01T00:00:00.000001Z",
            "1999-12-31T23:59:59.999999Z",
            "2000-01-01T00:00:00Z",
            "2000-01-01T00:00:00.000001Z",
            "2024-02-29T23:59:59.999999999Z",
            "2024-03-01T00:00:00Z")
        .map(at -> tick("IBM", at, "1"))
        .toList();
    Sample.store(entasis, ticks);

    TickQuery query = entasis.ticks().of("IBM");
    assertThat(query.list()).isEqualTo(ticks);
    assertThat(TickQueryTest.ticksOf(query.columns())).isEqualTo(ticks);
    assertThat(query.findFirst()).contains(ticks.get(0));
    assertThat(query.since(Instant.EPOCH).findFirst()).contains(ticks.get(0));
    assertThat(query.before(Instant.EPOCH).list()).isEmpty();
    assertThat(query.asOf(Instant.EPOCH).list()).hasSize(1);
    assertThat(query.list().get(5).timestamp()).isEqualTo("2024-02-29T23:59:59.999999Z");
  }

  @Test
  void yearsBefore1970CanBeStoredAndRead(Entasis entasis) {
    List<Tick> ticks = Stream.of(
            "1884-02-16T10:00:00.000001Z", "1969-12-31T23:59:59.999999Z", "1970-01-01T00:00:00Z")
        .map(at -> tick("DJIA", at, "62.76"))
        .toList();
    entasis
        .ticks()
        .saveAll(ticks, IngestOptions.defaults().earliest(Instant.parse("1800-01-01T00:00:00Z")));

    assertThat(entasis.ticks().of("DJIA").list()).isEqualTo(ticks);
    assertThat(TickQueryTest.ticksOf(entasis.ticks().of("DJIA").columns())).isEqualTo(ticks);
    assertThat(entasis.ticks().of("DJIA").before(Instant.EPOCH).findLatest())
        .contains(ticks.get(1));
  }

  @Test
  void theEndsOfTimeAreBoundsLikeOthers(Entasis entasis) {
    Sample.store(entasis, tick("IBM", AT, "1"));
    TickQuery query = entasis.ticks().of("IBM");

    assertThat(query.since(Instant.MIN).before(Instant.MAX).list()).hasSize(1);
    assertThat(query.during(TimeRange.of(Instant.MIN, Instant.MAX)).count()).isEqualTo(1);
    assertThat(query.asOf(Instant.MAX).findLatest()).isPresent();
    assertThat(query.findAsOf(Instant.MAX)).isPresent();
    assertThat(query.findAsOf(Instant.MIN)).isEmpty();
    assertThat(query.since(Instant.MAX).list()).isEmpty();
    assertThat(query.before(Instant.MIN).list()).isEmpty();
    assertThat(query.asOf(Instant.MIN).count()).isZero();
    assertThat(query.before(Instant.MIN).maxAge(Duration.ofDays(1)).findLatest())
        .isEmpty();
    assertThat(query.asOf(Instant.MAX).maxAge(Duration.ofDays(1)).findLatest()).isEmpty();
    assertThat(query.since(Instant.MIN).before(Instant.MAX).findSpan()).isPresent();
    assertThat(entasis
            .bars()
            .of("IBM", BarSize.ofHours(1))
            .during(TimeRange.of(Instant.MIN, Instant.MAX))
            .list())
        .hasSize(1);
    assertThat(entasis
            .bars()
            .of("IBM", BarSize.ofMonth())
            .during(TimeRange.of(Instant.MIN, Instant.MAX))
            .list())
        .hasSize(1);
  }

  @Test
  void nanosecondsInBoundsAreCutOff(Entasis entasis) {
    Sample.store(
        entasis,
        tick("IBM", "2024-03-01T10:00:00.000001Z", "1"),
        tick("IBM", "2024-03-01T10:00:00.000002Z", "2"));
    TickQuery query = entasis.ticks().of("IBM");
    Instant almostTwo = Instant.parse("2024-03-01T10:00:00.000001999Z");

    assertThat(query.since(almostTwo).count()).isEqualTo(2);
    assertThat(query.before(almostTwo).count()).isZero();
    assertThat(query.asOf(almostTwo).count()).isEqualTo(1);
    assertThat(query.findAsOf(almostTwo)).map(Tick::price).contains(BigDecimal.ONE);
    assertThat(query.during(TimeRange.of(almostTwo, almostTwo.plusNanos(1))).count())
        .isEqualTo(1);
    assertThat(query.during(TimeRange.of(almostTwo.minusNanos(900), almostTwo)).count())
        .isZero();
  }

  private static void assertFindsNothing(Answer answer) {
    long found;
    try {
      found = answer.rows();
    } catch (EntasisException e) {
      return;
    }
    assertThat(found).isZero();
  }

  /** Of a few digits or of many, before the point and after it, within what columns hold. */
  private static BigDecimal number(Random random) {
    BigInteger unscaled = new BigInteger(1 + random.nextInt(62), random);
    return new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), 8);
  }

  /** Number of rows of some answer. */
  private interface Answer {
    long rows();
  }
}
