package io.entasis.internal.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The binary form of numbers against bytes that were built by hand, and against a slow reading of the format's definition. */
class BinaryNumericTest {

  private static final int NEGATIVE = 0x4000;

  /** Weight of the first digit, sign, and the digits of base 10,000, as the server's own numeric_send gives them. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, +, ''",
    "0.00000000, 0, +, ''",
    "0E+19, 0, +, ''",
    "1, 0, +, 1",
    "-1, 0, -, 1",
    "9999, 0, +, 9999",
    "10000, 1, +, 1",
    "10001, 1, +, 1 1",
    "1E+4, 1, +, 1",
    "1E+11, 2, +, 1000",
    "100000000, 2, +, 1",
    "185.5, 0, +, 185 5000",
    "-185.50, 0, -, 185 5000",
    "0.5, -1, +, 5000",
    "0.0001, -1, +, 1",
    "0.00010001, -1, +, 1 1",
    "0.00000001, -2, +, 1",
    "-0.00000001, -2, -, 1",
    "12345.678, 1, +, 1 2345 6780",
    "92233720368.54775807, 2, +, 922 3372 368 5477 5807",
    "999999999999.99999999, 2, +, 9999 9999 9999 9999 9999",
    "-999999999999.99999999, 2, -, 9999 9999 9999 9999 9999",
    "100000000000, 2, +, 1000",
    "123456789012.00000000, 2, +, 1234 5678 9012"
  })
  void knownNumbersHaveKnownBytes(BigDecimal number, int weight, String sign, String digits) {
    String[] groups = digits.isEmpty() ? new String[0] : digits.split(" ", -1);
    ByteBuffer written = ByteBuffer.wrap(written(number));

    assertThat((int) written.getShort()).as("number of digits").isEqualTo(groups.length);
    assertThat((int) written.getShort()).as("weight").isEqualTo(weight);
    assertThat((int) written.getShort()).as("sign").isEqualTo(sign.equals("-") ? NEGATIVE : 0);
    assertThat((int) written.getShort())
        .as("decimals")
        .isGreaterThanOrEqualTo(Math.max(0, number.scale()));
    for (String group : groups) {
      assertThat((int) written.getShort()).isEqualTo(Integer.parseInt(group));
    }
    assertThat(written.hasRemaining()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0.00",
        "1",
        "-1",
        "10",
        "1E+2",
        "1E+11",
        "9E+11",
        "100E+9",
        "0.1",
        "1.50",
        "0.10000000",
        "1.0000000000000000000000",
        "123456789012.12345678",
        "-0.00000001",
        "99999999.99999999",
        "10000.00010000",
        "1000000000000000000000000000000000",
        "0.00000000000000000001"
      })
  void aNumberComesBack(String text) {
    BigDecimal number = new BigDecimal(text);
    byte[] written = written(number);

    assertThat(slow(written)).isEqualByComparingTo(number);
    assertThat(BinaryNumeric.readDecimal(written, 0))
        .isEqualByComparingTo(number)
        .satisfies(BinaryNumericTest::assertPlain);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyNumberOfTheColumnComesBack(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      BigDecimal number = number(random);
      byte[] written = written(number);

      assertThat(slow(written)).isEqualByComparingTo(number);
      BigDecimal read = BinaryNumeric.readDecimal(written, 0);
      assertThat(read).isEqualByComparingTo(number);
      assertPlain(read);
      assertThat(BinaryNumeric.readDecimal(canonical(number), 0)).isEqualTo(read);
      assertSameScaled(number, written);
      assertSameScaled(number, canonical(number));
    }
  }

  @Test
  void scaledLongsReachToBothEnds() {
    assertThat(scaled("92233720368.54775807")).isEqualTo(Long.MAX_VALUE);
    assertThat(scaled("-92233720368.54775808")).isEqualTo(Long.MIN_VALUE);
    for (String beyond : new String[] {
      "92233720368.54775808",
      "-92233720368.54775809",
      "100000000000",
      "184467440737.09551616",
      "999999999999.99999999",
      "-999999999999.99999999",
      "1E+30"
    }) {
      assertThatThrownBy(() -> scaled(beyond)).as(beyond).isInstanceOf(ArithmeticException.class);
    }
  }

  @Test
  void whatIsNoNumberIsRefused() {
    for (int sign : new int[] {0xC000, 0xD000, 0xF000}) {
      byte[] special = ByteBuffer.allocate(8)
          .putShort((short) 0)
          .putShort((short) 0)
          .putShort((short) sign)
          .putShort((short) 0)
          .array();
      assertThatThrownBy(() -> BinaryNumeric.readDecimal(special, 0))
          .isInstanceOf(ArithmeticException.class);
      assertThatThrownBy(() -> BinaryNumeric.readScaled(special, 0, 8))
          .isInstanceOf(ArithmeticException.class);
    }
  }

  @Test
  void itIsWrittenAndReadAtAnyPosition() {
    byte[] bytes = new byte[100];
    int end = BinaryNumeric.write(new BigDecimal("-12345.678"), bytes, 17);

    assertThat(end).isEqualTo(17 + 8 + 3 * 2);
    assertThat(BinaryNumeric.readDecimal(bytes, 17)).isEqualByComparingTo("-12345.678");
    assertThat(BinaryNumeric.readScaled(bytes, 17, 8)).isEqualTo(-1_234_567_800_000L);
  }

  static LongStream seeds() {
    return LongStream.of(1, System.nanoTime());
  }

  private static void assertSameScaled(BigDecimal number, byte[] bytes) {
    BigInteger units = number.setScale(8).unscaledValue();
    if (units.bitLength() < Long.SIZE) {
      assertThat(BinaryNumeric.readScaled(bytes, 0, 8)).isEqualTo(units.longValueExact());
    } else {
      assertThatThrownBy(() -> BinaryNumeric.readScaled(bytes, 0, 8))
          .isInstanceOf(ArithmeticException.class);
    }
  }

  private static void assertPlain(BigDecimal number) {
    assertThat(number.scale()).isNotNegative();
    assertThat(number.scale() == 0 || number.stripTrailingZeros().scale() == number.scale())
        .as("%s has no trailing zeros", number)
        .isTrue();
  }

  /** Any number of decimal(20,8), in any of the forms that BigDecimal has for it. */
  private static BigDecimal number(Random random) {
    BigInteger units = new BigInteger(random.nextInt(67), random);
    BigInteger most = BigInteger.TEN.pow(20);
    BigDecimal number = new BigDecimal(units.mod(most), 8);
    if (random.nextInt(4) == 0) {
      number = number.setScale(random.nextInt(9), RoundingMode.DOWN);
    }
    if (random.nextInt(4) == 0) {
      number = number.stripTrailingZeros();
    }
    return random.nextBoolean() ? number : number.negate();
  }

  private static long scaled(String text) {
    return BinaryNumeric.readScaled(canonical(new BigDecimal(text)), 0, 8);
  }

  private static byte[] written(BigDecimal number) {
    byte[] bytes = new byte[200];
    int end = BinaryNumeric.write(number, bytes, 0);
    byte[] written = new byte[end];
    System.arraycopy(bytes, 0, written, 0, end);
    return written;
  }

  /** As the definition of the format says: the sum of digit times 10,000 to the power of its weight. */
  private static BigDecimal slow(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    int count = buffer.getShort();
    int weight = buffer.getShort();
    int sign = buffer.getShort();
    buffer.getShort();
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < count; i++) {
      sum = sum.add(BigDecimal.valueOf(buffer.getShort()).scaleByPowerOfTen(4 * (weight - i)));
    }
    assertThat(buffer.hasRemaining()).isFalse();
    return sign == NEGATIVE ? sum.negate() : sum;
  }

  /** As the server sends it: from the text of the number, padded to groups of four digits, without zero groups at the ends. */
  private static byte[] canonical(BigDecimal number) {
    String plain = number.abs().toPlainString();
    int point = plain.indexOf('.');
    String before = point < 0 ? plain : plain.substring(0, point);
    String after = point < 0 ? "" : plain.substring(point + 1);
    before = "0".repeat((4 - before.length() % 4) % 4) + before;
    after = after + "0".repeat((4 - after.length() % 4) % 4);
    String digits = before + after;
    int first = 0;
    int last = digits.length() / 4;
    int weight = before.length() / 4 - 1;
    while (first < last && digits.startsWith("0000", 4 * first)) {
      first++;
      weight--;
    }
    while (last > first && digits.startsWith("0000", 4 * (last - 1))) {
      last--;
    }
    ByteBuffer buffer = ByteBuffer.allocate(8 + 2 * (last - first));
    buffer.putShort((short) (last - first));
    buffer.putShort((short) (first == last ? 0 : weight));
    buffer.putShort((short) (number.signum() < 0 ? NEGATIVE : 0));
    buffer.putShort((short) 8);
    for (int group = first; group < last; group++) {
      buffer.putShort(Short.parseShort(digits.substring(4 * group, 4 * group + 4)));
    }
    return buffer.array();
  }
}
