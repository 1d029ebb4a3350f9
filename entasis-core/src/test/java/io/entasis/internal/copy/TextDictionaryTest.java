package io.entasis.internal.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every different text gets the next code, and keeps it. */
class TextDictionaryTest {

  @Test
  void codesCountTheDifferentTexts() {
    TextDictionary dictionary = new TextDictionary();

    assertThat(code(dictionary, "IBM")).isZero();
    assertThat(code(dictionary, "AIG")).isEqualTo(1);
    assertThat(code(dictionary, "IBM")).isZero();
    assertThat(code(dictionary, "")).isEqualTo(2);
    assertThat(code(dictionary, "")).isEqualTo(2);
    assertThat(dictionary.texts()).containsExactly("IBM", "AIG", "");
    assertThat(dictionary.text(1)).isEqualTo("AIG");
  }

  @Test
  void textsThatCollideAreKeptApart() {
    TextDictionary dictionary = new TextDictionary();
    List<String> colliding = new ArrayList<>();
    // Aa and BB have the same sum of 31 times the one plus the other.
    for (int i = 0; i < 256; i++) {
      StringBuilder text = new StringBuilder();
      for (int bit = 0; bit < 8; bit++) {
        text.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      colliding.add(text.toString());
    }

    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < colliding.size(); i++) {
        assertThat(code(dictionary, colliding.get(i))).isEqualTo(i);
      }
    }
    assertThat(dictionary.texts()).isEqualTo(colliding);
  }

  @Test
  void anyNumberOfTextsKeepTheirCodes() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    TextDictionary dictionary = new TextDictionary();
    Map<String, Integer> expected = new HashMap<>();
    for (int i = 0; i < 50_000; i++) {
      String text =
          Integer.toString(random.nextInt(20_000), 36) + (random.nextBoolean() ? "é" : "");
      int code = expected.computeIfAbsent(text, unseen -> expected.size());
      assertThat(code(dictionary, text)).as("seed %s, %s", seed, text).isEqualTo(code);
      assertThat(dictionary.text(code)).isEqualTo(text);
    }
  }

  @Test
  void aPrefixOrAPartOfTheBytesIsAnotherText() {
    TextDictionary dictionary = new TextDictionary();
    byte[] bytes = "xxIBMxx".getBytes(StandardCharsets.UTF_8);

    assertThat(dictionary.code(bytes, 2, 3)).isZero();
    assertThat(dictionary.code(bytes, 2, 2)).isEqualTo(1);
    assertThat(dictionary.code(bytes, 3, 2)).isEqualTo(2);
    bytes[2] = 'J';
    assertThat(dictionary.code(bytes, 2, 3)).as("the bytes were copied").isEqualTo(3);
    assertThat(dictionary.texts()).containsExactly("IBM", "IB", "BM", "JBM");
  }

  private static int code(TextDictionary dictionary, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return dictionary.code(bytes, 0, bytes.length);
  }
}
