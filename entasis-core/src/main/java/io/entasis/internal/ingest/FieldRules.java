package io.entasis.internal.ingest;

import io.entasis.ingest.RejectReason;
import io.entasis.internal.copy.StorableText;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the columns of the tables can hold. Each rule gives the reason why a value cannot be stored, or null when it can. */
public final class FieldRules {

  private static final int DECIMALS = 8;
  private static final int INTEGER_DIGITS = 12;
  private static final int GREEK_DIGITS = 10;
  private static final int SHARE_DECIMALS = 4;

  private FieldRules() {}

  /** A name of at most that many characters. */
  public static @Nullable RejectReason name(@Nullable String name, int longest) {
    if (name == null) {
      return RejectReason.VALUE_MISSING;
    }
    if (name.isBlank()) {
      return RejectReason.NAME_BLANK;
    }
    if (name.length() > longest && name.codePointCount(0, name.length()) > longest) {
      return RejectReason.NAME_TOO_LONG;
    }
    return StorableText.check(name) ? null : RejectReason.NAME_NOT_STORABLE;
  }

  /** Something that every row must have. */
  public static @Nullable RejectReason present(@Nullable Object value) {
    return value == null ? RejectReason.VALUE_MISSING : null;
  }

  /** A number of a decimal(20,8) column. */
  public static @Nullable RejectReason number(@Nullable BigDecimal number) {
    return number == null ? RejectReason.VALUE_MISSING : fits(number, INTEGER_DIGITS, DECIMALS);
  }

  /** A number of a decimal(20,8) column that may be missing. */
  public static @Nullable RejectReason number(Optional<BigDecimal> number) {
    return number.map(present -> fits(present, INTEGER_DIGITS, DECIMALS)).orElse(null);
  }

  /** A number of a decimal(18,8) column that may be missing. */
  public static @Nullable RejectReason greek(Optional<BigDecimal> number) {
    return number.map(present -> fits(present, GREEK_DIGITS, DECIMALS)).orElse(null);
  }

  /** A number of a decimal(18,8) column that may be missing and is never negative. */
  public static @Nullable RejectReason volatility(Optional<BigDecimal> number) {
    RejectReason reason = greek(number);
    return reason == null && isNegative(number) ? RejectReason.NEGATIVE : reason;
  }

  /** A number of a decimal(20,8) column above zero. */
  public static @Nullable RejectReason positive(@Nullable BigDecimal number) {
    RejectReason reason = number(number);
    return reason == null && number != null && number.signum() <= 0
        ? RejectReason.NOT_POSITIVE
        : reason;
  }

  /** A number of a decimal(5,4) column from 0 to 1 that may be missing. */
  public static @Nullable RejectReason share(Optional<BigDecimal> number) {
    if (number.isEmpty()) {
      return null;
    }
    boolean inside = !isNegative(number) && number.get().compareTo(BigDecimal.ONE) <= 0;
    return inside ? fits(number.get(), 1, SHARE_DECIMALS) : RejectReason.NOT_A_SHARE;
  }

  /** An instant that is never before the timestamp of its row. */
  public static @Nullable RejectReason notBefore(Instant timestamp, @Nullable Instant instant) {
    if (instant == null) {
      return RejectReason.VALUE_MISSING;
    }
    if (instant.isBefore(timestamp)) {
      return RejectReason.BEFORE_TIMESTAMP;
    }
    return instant.isAfter(TimestampWindow.LAST) ? RejectReason.TOO_LATE : null;
  }

  private static boolean isNegative(Optional<BigDecimal> number) {
    return number.map(present -> present.signum() < 0).orElse(false);
  }

  private static @Nullable RejectReason fits(BigDecimal number, int integerDigits, int decimals) {
    if (number.scale() > decimals && number.stripTrailingZeros().scale() > decimals) {
      return RejectReason.TOO_MANY_DECIMALS;
    }
    boolean fits =
        number.signum() == 0 || number.precision() - (long) number.scale() <= integerDigits;
    return fits ? null : RejectReason.TOO_LARGE;
  }

  /** A number of a decimal(20,8) column that is never negative. */
  public static @Nullable RejectReason quantity(@Nullable BigDecimal number) {
    RejectReason reason = number(number);
    return reason == null && number != null && number.signum() < 0 ? RejectReason.NEGATIVE : reason;
  }

  /** The number as it is sent: without zeros beyond the decimals that are kept, of which the server takes only so many. */
  public static BigDecimal sent(BigDecimal number) {
    return number.scale() > DECIMALS ? number.setScale(DECIMALS) : number;
  }

  /** A timestamp within the window. */
  public static @Nullable RejectReason timestamp(
      @Nullable Instant timestamp, TimestampWindow window) {
    if (timestamp == null) {
      return RejectReason.VALUE_MISSING;
    }
    if (timestamp.isBefore(window.earliest())) {
      return RejectReason.TOO_EARLY;
    }
    return timestamp.isAfter(window.latest()) ? RejectReason.TOO_LATE : null;
  }
}
