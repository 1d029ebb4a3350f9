package io.entasis.conformance.write;

import static io.entasis.conformance.write.SampleTicks.NOON;
import static io.entasis.conformance.write.SampleTicks.tick;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.entasis.Entasis;
import io.entasis.error.InvalidInputException;
import io.entasis.ingest.IngestReport;
import io.entasis.ingest.RejectReason;
import io.entasis.ingest.Rejection;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@EntasisTest
@TestInstance(Lifecycle.PER_CLASS)
class RejectionTest {

  private static final BigDecimal ONE = BigDecimal.ONE;
  private static final String EMOJI = "😀";
  private static final String HIGH = "\ud83d";
  private static final String LOW = "\ude00";

  private final Entasis entasis;
  private final TestDatabase database;

  RejectionTest(Entasis entasis, TestDatabase database) {
    this.entasis = entasis;
    this.database = database;
  }

  @BeforeEach
  void empty() {
    database.execute("truncate market_data");
  }

  static Stream<Arguments> bad() {
    return Stream.of(
            names("symbol", RejectionTest::symbol),
            names("exchange", RejectionTest::exchange),
            numbers("price", RejectionTest::price),
            numbers("volume", RejectionTest::volume),
            Stream.of(
                arguments("volume", RejectReason.NEGATIVE, volume("-0.00000001")),
                arguments("volume", RejectReason.NEGATIVE, volume("-999999999999.99999999")),
                arguments("timestamp", RejectReason.VALUE_MISSING, timestamp(null))))
        .flatMap(each -> each);
  }

  static Stream<Arguments> good() {
    return Stream.of(
        arguments("20 characters", symbol("x".repeat(20))),
        arguments("20 characters", exchange("x".repeat(20))),
        arguments("20 emoji", symbol(EMOJI.repeat(20))),
        arguments("20 emoji", exchange(EMOJI.repeat(20))),
        arguments("letters, then an emoji", symbol("x".repeat(19) + EMOJI)),
        arguments("one letter", symbol("x")),
        arguments("outer spaces", symbol(" x ")),
        arguments("zeros beyond 8 decimals", price("1.50000000000000000000")),
        arguments("zeros beyond 8 decimals", volume("1.50000000000000000000")),
        arguments("a negative price", price("-37.63")),
        arguments("a price of zero", price("0")),
        arguments("a volume of zero", volume("0")),
        arguments("a negative zero", volume("-0.00")));
  }

  @ParameterizedTest(name = "{0} {1}, {index}")
  @MethodSource("bad")
  void leavesOutWhatCannotBeStored(String column, RejectReason reason, Tick bad) {
    IngestReport report = entasis.ticks().saveAll(List.of(tick(1), bad, tick(2)));

    assertThat(report.rejections()).containsExactly(new Rejection(2, reason, column));
    assertThat(report.reasons()).containsOnly(Map.entry(reason, 1L));
    assertThat(report.accepted()).isEqualTo(2);
    assertThat(Rows.ticks(database)).containsExactly(tick(1), tick(2));
    assertThatThrownBy(() -> entasis.ticks().save(bad))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(column)
        .hasMessageContaining(reason.name());
    assertThat(Rows.count(database)).isEqualTo(2);
  }

  @ParameterizedTest(name = "{0}, {index}")
  @MethodSource("good")
  void storesWhatCanBeStored(String what, Tick good) {
    IngestReport report = entasis.ticks().saveAll(List.of(good));
    entasis.ticks().save(good);

    assertThat(report.rejected()).as(what).isZero();
    assertThat(Rows.ticks(database)).containsExactly(good, good);
  }

  @Test
  void tellsEveryBadRowOfAMixedSource() {
    List<Tick> source = new ArrayList<>();
    List<Rejection> expected = new ArrayList<>();
    for (Arguments each : bad().toList()) {
      source.add(tick(source.size()));
      source.add((Tick) each.get()[2]);
      expected.add(
          new Rejection(source.size(), (RejectReason) each.get()[1], (String) each.get()[0]));
    }

    IngestReport report = entasis.ticks().saveAll(source);

    assertThat(report.rejections()).containsExactlyElementsOf(expected);
    assertThat(report.accepted()).isEqualTo(expected.size());
    assertThat(report.rows()).isEqualTo(source.size());
    assertThat(report.reasons().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(expected.size());
    assertThat(Rows.count(database)).isEqualTo(expected.size());
  }

  @Test
  void aRejectionReadsAsOneLine() {
    assertThat(new Rejection(17, RejectReason.TOO_MANY_DECIMALS, "price"))
        .hasToString("row 17: price TOO_MANY_DECIMALS");
  }

  private interface Named {
    Tick with(String name);
  }

  private static Stream<Arguments> names(String column, Named named) {
    return Stream.of(
        arguments(column, RejectReason.VALUE_MISSING, named.with(null)),
        arguments(column, RejectReason.NAME_BLANK, named.with("")),
        arguments(column, RejectReason.NAME_BLANK, named.with(" \t\n")),
        arguments(column, RejectReason.NAME_TOO_LONG, named.with("x".repeat(21))),
        arguments(column, RejectReason.NAME_TOO_LONG, named.with(EMOJI.repeat(21))),
        arguments(column, RejectReason.NAME_TOO_LONG, named.with("x".repeat(20) + EMOJI)),
        arguments(column, RejectReason.NAME_NOT_STORABLE, named.with("a\0b")),
        arguments(column, RejectReason.NAME_NOT_STORABLE, named.with("\0")),
        arguments(column, RejectReason.NAME_NOT_STORABLE, named.with("a" + HIGH)),
        arguments(column, RejectReason.NAME_NOT_STORABLE, named.with(HIGH + "a")),
        arguments(column, RejectReason.NAME_NOT_STORABLE, named.with(LOW + HIGH)));
  }

  private static Stream<Arguments> numbers(String column, Named named) {
    return Stream.of(
        arguments(column, RejectReason.VALUE_MISSING, named.with(null)),
        arguments(column, RejectReason.TOO_MANY_DECIMALS, named.with("1.000000001")),
        arguments(column, RejectReason.TOO_MANY_DECIMALS, named.with("0.0000000010")),
        arguments(column, RejectReason.TOO_LARGE, named.with("1000000000000")),
        arguments(column, RejectReason.TOO_LARGE, named.with("1E+12")),
        arguments(column, RejectReason.TOO_LARGE, named.with("999999999999999.99999999")));
  }

  private static Tick symbol(String symbol) {
    return new Tick(symbol, "NYSE", NOON, ONE, ONE);
  }

  private static Tick exchange(String exchange) {
    return new Tick("IBM", exchange, NOON, ONE, ONE);
  }

  private static Tick timestamp(Instant timestamp) {
    return new Tick("IBM", "NYSE", timestamp, ONE, ONE);
  }

  private static Tick price(String price) {
    return new Tick("IBM", "NYSE", NOON, price == null ? null : new BigDecimal(price), ONE);
  }

  private static Tick volume(String volume) {
    return new Tick("IBM", "NYSE", NOON, ONE, volume == null ? null : new BigDecimal(volume));
  }
}
