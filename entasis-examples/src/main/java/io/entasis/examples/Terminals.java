package io.entasis.examples;

import java.io.Console;
import java.util.Optional;

/** Tells whether somebody watches. */
final class Terminals {

  private Terminals() {}

  /** Whether standard input and output are a terminal. */
  static boolean isAttached() {
    return Optional.ofNullable(System.console()).filter(Terminals::isTerminal).isPresent();
  }

  /** Before Java 22 only a terminal had a console; since then the console itself has to be asked. */
  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
