package io.entasis.internal.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields of binary COPY, byte for byte. */
class CopyBufferTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "IBM",
        "BTC-USDT",
        "é",
        "aé",
        "日本語",
        "😀",
        "IBM😀",
        "\u007f",
        "\u0080",
        "\u07ff\u0800"
      })
  void aTextIsItsLengthAndItsBytes(String text) {
    CopyBuffer buffer = new CopyBuffer(0);
    buffer.text("x");
    int start = buffer.size();
    buffer.text(text);
    byte[] expected = text.getBytes(StandardCharsets.UTF_8);

    ByteBuffer bytes = bytes(buffer, start);
    assertThat(bytes.getInt()).isEqualTo(expected.length);
    assertThat(rest(bytes)).isEqualTo(expected);
  }

  @Test
  void whatWasLeftInTheBufferDoesNotShow() {
    CopyBuffer buffer = new CopyBuffer(16);
    buffer.text("abcdefghij");
    buffer.clear();
    assertThat(buffer.size()).isZero();
    buffer.text("aé");

    ByteBuffer bytes = bytes(buffer, 0);
    assertThat(bytes.getInt()).isEqualTo(3);
    assertThat(rest(bytes)).isEqualTo("aé".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void timesAreMicrosecondsSince2000() {
    CopyBuffer buffer = new CopyBuffer(4);
    buffer.timestamptz(0);
    buffer.timestamptz(Instant.parse("2000-01-01T00:00:01Z").getEpochSecond() * 1_000_000);

    ByteBuffer bytes = bytes(buffer, 0);
    assertThat(bytes.getInt()).isEqualTo(8);
    assertThat(bytes.getLong()).isEqualTo(-946_684_800_000_000L);
    assertThat(bytes.getInt()).isEqualTo(8);
    assertThat(bytes.getLong()).isEqualTo(1_000_000);
  }

  @Test
  void aRowIsTheNumberOfItsFieldsAndTheFields() {
    CopyBuffer buffer = new CopyBuffer(1);
    buffer.row(4);
    int id = buffer.size();
    buffer.int8(-1);
    buffer.absent();
    buffer.numeric(new BigDecimal("185.5"));
    buffer.text("P");
    buffer.int8At(id, Long.MIN_VALUE + 5);

    ByteBuffer bytes = bytes(buffer, 0);
    assertThat((int) bytes.getShort()).isEqualTo(4);
    assertThat(bytes.getInt()).isEqualTo(8);
    assertThat(bytes.getLong()).isEqualTo(Long.MIN_VALUE + 5);
    assertThat(bytes.getInt()).isEqualTo(-1);
    int length = bytes.getInt();
    byte[] number = new byte[length];
    bytes.get(number);
    assertThat(BinaryNumeric.readDecimal(number, 0)).isEqualByComparingTo("185.5");
    assertThat(bytes.getInt()).isEqualTo(1);
    assertThat(rest(bytes)).containsExactly('P');
  }

  @Test
  void itGrowsAsMuchAsIsNeeded() {
    CopyBuffer buffer = new CopyBuffer(0);
    for (int i = 0; i < 10_000; i++) {
      buffer.row(2);
      buffer.text("symbol" + i);
      buffer.numeric(BigDecimal.valueOf(i, 8));
    }

    ByteBuffer bytes = bytes(buffer, 0);
    for (int i = 0; i < 10_000; i++) {
      assertThat((int) bytes.getShort()).isEqualTo(2);
      byte[] text = new byte[bytes.getInt()];
      bytes.get(text);
      assertThat(new String(text, StandardCharsets.UTF_8)).isEqualTo("symbol" + i);
      byte[] number = new byte[bytes.getInt()];
      bytes.get(number);
      assertThat(BinaryNumeric.readScaled(number, 0, 8)).isEqualTo(i);
    }
    assertThat(bytes.hasRemaining()).isFalse();
  }

  private static ByteBuffer bytes(CopyBuffer buffer, int from) {
    return ByteBuffer.wrap(Arrays.copyOfRange(buffer.bytes(), from, buffer.size()));
  }

  private static byte[] rest(ByteBuffer bytes) {
    byte[] rest = new byte[bytes.remaining()];
    bytes.get(rest);
    return rest;
  }
}
