package io.entasis.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestScannerTest {

  private static final class Recorder implements RequestScanner.Next {
    final ByteArrayOutputStream passed = new ByteArrayOutputStream();
    final List<String> executed = new ArrayList<>();

    @Override
    public void executing(String sql) {
      executed.add(sql + " after " + passed.size());
    }

    @Override
    public void pass(byte[] bytes, int offset, int length) {
      passed.write(bytes, offset, length);
    }
  }

  private final Recorder recorder = new Recorder();
  private final RequestScanner scanner = new RequestScanner(recorder);

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 100_000})
  void findsStatementsHoweverTheStreamIsCut(int piece) throws IOException {
    byte[] stream = join(
        start(80_877_103),
        start(196_608),
        message('Q', "begin\0"),
        message('P', "S_1\0COMMIT\0\0\0"),
        message('d', "Q".repeat(50_000)),
        message('B', "\0S_1\0"),
        message('S', ""),
        message('B', "\0unknown\0"));

    feed(stream, piece);

    assertThat(recorder.passed.toByteArray()).isEqualTo(stream);
    assertThat(recorder.executed)
        .containsExactly("begin after 16", "COMMIT after " + (16 + 11 + 18 + 50_005));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void passesAnEncryptedStreamOnUnread(int piece) throws IOException {
    byte[] stream =
        join(start(80_877_103), new byte[] {0x16, 3, 1, 0, 5}, message('Q', "commit\0"));

    feed(stream, piece);

    assertThat(recorder.passed.toByteArray()).isEqualTo(stream);
    assertThat(recorder.executed).isEmpty();
  }

  private void feed(byte[] stream, int piece) throws IOException {
    for (int from = 0; from < stream.length; from += piece) {
      byte[] part = Arrays.copyOfRange(stream, from, Math.min(stream.length, from + piece));
      scanner.accept(part, part.length);
    }
  }

  private static byte[] start(int code) {
    return ByteBuffer.allocate(8).putInt(8).putInt(code).array();
  }

  private static byte[] message(char kind, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(5 + bytes.length)
        .put((byte) kind)
        .putInt(4 + bytes.length)
        .put(bytes)
        .array();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
