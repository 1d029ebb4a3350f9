package io.entasis.testkit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of databases that the test kit makes and drops; each tells when it was made, and is used
 * once.
 */
final class DatabaseName {

  /** All of them match this regular expression, in PostgreSQL and in Java. */
  static final String PATTERN = "^entasis_test_([0-9]{14})_[0-9a-f]{8}$";

  private static final Pattern SHAPE = Pattern.compile(PATTERN);
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT);

  private DatabaseName() {}

  /** A name nobody has used. */
  static String fresh(Instant now) {
    String second = SECOND.format(now.atOffset(ZoneOffset.UTC));
    return "entasis_test_" + second + "_" + UUID.randomUUID().toString().substring(0, 8);
  }

  /** Whether this is the name of a database that was made before then. */
  static boolean isOlder(String name, Instant then) {
    Matcher matcher = SHAPE.matcher(name);
    try {
      return matcher.matches()
          && LocalDateTime.parse(matcher.group(1), SECOND)
              .toInstant(ZoneOffset.UTC)
              .isBefore(then);
    } catch (DateTimeException e) {
      return false;
    }
  }
}
