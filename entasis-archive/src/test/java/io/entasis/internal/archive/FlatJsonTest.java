package io.entasis.internal.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.error.InvalidInputException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlatJsonTest {

  @Test
  void writesOneFieldALine() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("table", "market_data");
    fields.put("rows", "12");

    assertThat(FlatJson.write(fields)).isEqualTo("""
        {
          "table": "market_data",
          "rows": "12"
        }
        """);
  }

  @Test
  void everyCharacterComesBack() {
    StringBuilder all = new StringBuilder();
    for (int c = 0; c <= Character.MAX_VALUE; c++) {
      all.append((char) c);
    }
    Map<String, String> fields = Map.of(all.toString(), "\"\\/\b\f\n\r\t🚀" + all);

    assertThat(FlatJson.read(FlatJson.write(fields))).isEqualTo(fields);
  }

  @Test
  void readsWhatOtherProgramsWrite() {
    assertThat(FlatJson.read("{\"a\":\"\\u00e4\\/\\b\\f\",\r\n\t\"b\" : \"\"}"))
        .containsEntry("a", "ä/\b\f")
        .containsEntry("b", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "}",
        "[]",
        "{}",
        "{\"a\"}",
        "{\"a\":1}",
        "{\"a\":\"b\"",
        "{\"a\":\"b\"}}",
        "{\"a\":\"b\",}",
        "{\"a\":\"b\" \"c\":\"d\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12g4\"}",
        "{\"a\":\"b\",\"a\":\"c\"}",
        "{'a':'b'}"
      })
  void everythingElseIsRefused(String text) {
    assertThatThrownBy(() -> FlatJson.read(text)).isInstanceOf(InvalidInputException.class);
  }
}
