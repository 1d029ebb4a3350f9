package io.entasis.internal.copy;

/** Which texts PostgreSQL can store. */
public final class StorableText {

  private StorableText() {}

  /** Whether the text has neither a NUL nor half of a surrogate pair. */
  public static boolean check(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        return false;
      }
      if (Character.isSurrogate(c)) {
        boolean pair = Character.isHighSurrogate(c)
            && i + 1 < text.length()
            && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return false;
        }
        i++;
      }
    }
    return true;
  }
}
