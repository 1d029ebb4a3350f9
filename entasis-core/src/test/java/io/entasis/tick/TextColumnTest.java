package io.entasis.tick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.error.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A column of texts gives back what it was made of, whatever the size of its dictionary. */
class TextColumnTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 127, 128, 255, 256, 257, 1_000, 70_000})
  void everyRowHasItsText(int texts) {
    List<String> dictionary = IntStream.range(0, texts).mapToObj(i -> "T" + i).toList();
    int[] codes = IntStream.range(0, texts + 100).map(i -> (i * 31) % texts).toArray();

    TextColumn column = new TextColumn(dictionary, codes, codes.length);

    assertThat(column.size()).isEqualTo(codes.length);
    assertThat(column.dictionary()).isEqualTo(dictionary);
    for (int row = 0; row < codes.length; row++) {
      assertThat(column.codeAt(row)).isEqualTo(codes[row]);
      assertThat(column.at(row)).isEqualTo("T" + codes[row]);
    }
  }

  @Test
  void onlyTheFirstCodesCountAndTheyAreCopied() {
    int[] codes = {1, 0, 7};
    List<String> dictionary = new ArrayList<>(List.of("A", "B"));
    TextColumn column = new TextColumn(dictionary, codes, 2);
    codes[0] = 0;
    dictionary.set(1, "C");

    assertThat(column.size()).isEqualTo(2);
    assertThat(column.at(0)).isEqualTo("B");
    assertThat(column.at(1)).isEqualTo("A");
    assertThatThrownBy(() -> column.at(2)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void aCodeWithoutATextIsRefused() {
    for (int code : new int[] {-1, 2, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      assertThatThrownBy(() -> new TextColumn(List.of("A", "B"), new int[] {0, code}, 2))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("row 1");
    }
    assertThatThrownBy(() -> new TextColumn(List.of(), new int[] {0}, 1))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void itCanBeEmpty() {
    TextColumn column = new TextColumn(List.of(), new int[0], 0);

    assertThat(column.size()).isZero();
    assertThat(column.dictionary()).isEmpty();
  }
}
