package io.entasis.examples;

/** A piece of foreign text as a message may show it. */
final class Excerpt {

  private static final int LONGEST = 60;

  private Excerpt() {}

  /** In quotes, of bounded length and without control characters. */
  static String of(String text) {
    String start = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    return "'" + start.replaceAll("\\p{Cntrl}", "?") + "'";
  }
}
