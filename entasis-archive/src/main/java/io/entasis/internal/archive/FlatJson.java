package io.entasis.internal.archive;

import io.entasis.error.InvalidInputException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** JSON objects of nothing but strings: all that an entry needs. Reading is strict. */
final class FlatJson {

  private final String text;
  private int position;

  private FlatJson(String text) {
    this.text = text;
  }

  /** The object in JSON, one field a line. */
  static String write(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> "  " + quoted(field.getKey()) + ": " + quoted(field.getValue()))
        .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
  }

  /**
   * The fields of the object, in their order.
   *
   * @throws InvalidInputException when the text is something else, or a field comes twice
   */
  static Map<String, String> read(String text) {
    return new FlatJson(text).object();
  }

  private Map<String, String> object() {
    Map<String, String> fields = new LinkedHashMap<>();
    expect('{');
    do {
      String name = string();
      expect(':');
      if (fields.put(name, string()) != null) {
        throw broken();
      }
    } while (next() == ',');
    if (text.charAt(position - 1) != '}' || !text.substring(position).isBlank()) {
      throw broken();
    }
    return fields;
  }

  private String string() {
    expect('"');
    StringBuilder string = new StringBuilder();
    for (char c = any(); c != '"'; c = any()) {
      string.append(c == '\\' ? escaped() : c);
    }
    return string.toString();
  }

  private char escaped() {
    char c = any();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> unicode();
      default -> throw broken();
    };
  }

  private char unicode() {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(any(), 16);
      if (digit < 0) {
        throw broken();
      }
      code = code * 16 + digit;
    }
    return (char) code;
  }

  private void expect(char wanted) {
    if (next() != wanted) {
      throw broken();
    }
  }

  private char next() {
    char c = any();
    while (Character.isWhitespace(c)) {
      c = any();
    }
    return c;
  }

  private char any() {
    if (position >= text.length()) {
      throw broken();
    }
    return text.charAt(position++);
  }

  private InvalidInputException broken() {
    return new InvalidInputException("it is no flat JSON at character " + position);
  }

  private static String quoted(String string) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : string.toCharArray()) {
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || Character.isSurrogate(c)) {
        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
