package io.entasis.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.error.InvalidInputException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowBufferTest {

  private static final RowLayout LAYOUT = RowLayout.of(
      RowColumn.required("id", ColumnType.bigint()),
      RowColumn.optional("symbol", ColumnType.text()),
      RowColumn.optional("at", ColumnType.timestamptz()),
      RowColumn.optional("price", ColumnType.decimal(20, 8)),
      RowColumn.optional("wide", ColumnType.decimal(38, 0)),
      RowColumn.optional("narrow", ColumnType.decimal(5, 4)));

  private final RowBuffer row = new RowBuffer(LAYOUT);

  @Test
  void holdsWhatWasPutInto() {
    row.putLong(0, Long.MIN_VALUE);
    row.putText(1, "BTC-USDT");
    row.putMicros(2, -1);
    row.putDecimal(3, new BigDecimal("-1.50"));

    assertThat(row.longAt(0)).isEqualTo(Long.MIN_VALUE);
    assertThat(row.textAt(1)).isEqualTo("BTC-USDT");
    assertThat(row.instantAt(2)).isEqualTo(Instant.parse("1969-12-31T23:59:59.999999Z"));
    assertThat(row.decimalAt(3)).isEqualTo(new BigDecimal("-1.5"));
    assertThat(row.unscaledAt(3)).isEqualTo(-150_000_000);
    assertThat(row.isNull(4)).isTrue();
  }

  @Test
  void isEmptyAfterClearing() {
    row.putLong(0, 1);
    row.putText(1, "IBM");

    row.clear();

    assertThat(row.isNull(0)).isTrue();
    assertThat(row.isNull(1)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "1",
        "-1",
        "99999999999999999999999999999999999999",
        "-99999999999999999999999999999999999999",
        "9223372036854775807",
        "-9223372036854775808",
        "9223372036854775808",
        "-9223372036854775809",
        "18446744073709551615",
        "18446744073709551616",
        "-18446744073709551616"
      })
  void wideNumbersAreExactThroughEveryDoor(String number) {
    BigDecimal value = new BigDecimal(number);
    row.putDecimal(4, value);
    byte[] bytes = new byte[16];
    row.copyUnscaled(4, bytes, 0, 16);

    assertThat(row.decimalAt(4)).isEqualTo(value);
    assertThat(new BigInteger(bytes)).isEqualTo(value.toBigInteger());

    row.clear();
    row.putUnscaled(4, bytes, 0, 16);
    assertThat(row.decimalAt(4)).isEqualTo(value);
  }

  @Test
  void shortBytesCarryTheirSign() {
    row.putUnscaled(3, new byte[] {9, -1, 1}, 1, 1);
    assertThat(row.unscaledAt(3)).isEqualTo(-1);

    row.putUnscaled(3, new byte[] {0, -1}, 0, 2);
    assertThat(row.unscaledAt(3)).isEqualTo(255);
  }

  @Test
  void asManyBytesAsTheNumberNeedsAreEnough() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      BigInteger number = new BigInteger(random.nextInt(66), random);
      BigInteger signed = random.nextBoolean() ? number : number.negate();
      row.putDecimal(3, new BigDecimal(signed, 8));
      byte[] bytes = new byte[11];
      row.copyUnscaled(3, bytes, 1, 9);
      assertThat(new BigInteger(Arrays.copyOfRange(bytes, 1, 10)))
          .as("seed %d", seed)
          .isEqualTo(signed);
      assertThat(bytes[0]).isZero();
      assertThat(bytes[10]).isZero();
    }
  }

  @Test
  void tooFewBytesAreNoticed() {
    row.putUnscaled(3, 128);
    byte[] bytes = new byte[16];

    assertThatThrownBy(() -> row.copyUnscaled(3, bytes, 0, 1))
        .isInstanceOf(InvalidInputException.class);
    row.putUnscaled(3, -129);
    assertThatThrownBy(() -> row.copyUnscaled(3, bytes, 0, 1))
        .isInstanceOf(InvalidInputException.class);
    row.putUnscaled(3, -128);
    row.copyUnscaled(3, bytes, 0, 1);
    assertThat(bytes[0]).isEqualTo((byte) -128);
  }

  @Test
  void whatDoesNotFitIsRefusedByTheNameOfTheColumnAlone() {
    assertRefused("narrow decimal(5,4)", () -> row.putUnscaled(5, 100_000));
    assertRefused("narrow decimal(5,4)", () -> row.putUnscaled(5, Long.MIN_VALUE));
    assertRefused("narrow decimal(5,4)", () -> row.putDecimal(5, new BigDecimal("0.12345")));
    assertRefused("price decimal(20,8)", () -> row.putDecimal(3, new BigDecimal("1000000000000")));
    assertRefused(
        "price decimal(20,8)",
        () -> row.putUnscaled(3, new byte[] {6, 0, 0, 0, 0, 0, 0, 0, 0}, 0, 9));
    row.putUnscaled(5, -99_999);
    row.putUnscaled(3, Long.MIN_VALUE);
    row.putDecimal(3, new BigDecimal("999999999999.99999999"));
  }

  @Test
  void everyDoorKnowsItsType() {
    assertRefused("id bigint not null", () -> row.putText(0, "x"));
    assertRefused("id bigint not null", () -> row.putMicros(0, 1));
    assertRefused("symbol text", () -> row.putLong(1, 1));
    assertRefused("symbol text", () -> row.decimalAt(1));
    assertRefused("price decimal(20,8)", () -> row.longAt(3));
    assertRefused("at timestamptz", () -> row.microsAt(2));
  }

  @Test
  void textsOfAllLengthsStandSideBySide() {
    RowBuffer texts = new RowBuffer(RowLayout.of(
        RowColumn.optional("a", ColumnType.text()),
        RowColumn.optional("b", ColumnType.text()),
        RowColumn.optional("c", ColumnType.text())));
    texts.putText(0, "");
    texts.putText(1, "ü".repeat(5_000));
    texts.putText(2, "end");

    assertThat(texts.textAt(0)).isEmpty();
    assertThat(texts.textAt(1)).isEqualTo("ü".repeat(5_000));
    assertThat(texts.textLength(1)).isEqualTo(10_000);
    assertThat(texts.textAt(2)).isEqualTo("end");
    assertThat(texts.isText(2, "end".getBytes(StandardCharsets.UTF_8))).isTrue();
    assertThat(texts.isText(2, "en".getBytes(StandardCharsets.UTF_8))).isFalse();
    assertThat(texts.isText(0, new byte[0])).isTrue();
  }

  @Test
  void aRequiredColumnMayNotStayEmpty() {
    assertRefused("id bigint not null", row::checkComplete);
    row.putLong(0, 1);
    row.checkComplete();
  }

  private static void assertRefused(String column, Runnable action) {
    assertThatThrownBy(action::run)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(column);
  }
}
