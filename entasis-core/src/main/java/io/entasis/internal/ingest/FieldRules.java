package io.entasis.internal.ingest;

import io.entasis.ingest.RejectReason;
import io.entasis.internal.copy.StorableText;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the columns of the tables can hold. Each rule gives the reason why a value cannot be stored, or null when it can. */
public final class FieldRules {

  private static final int DECIMALS = 8;
  private static final int INTEGER_DIGITS = 12;

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

  /** A number of a decimal(20,8) column. */
  public static @Nullable RejectReason number(@Nullable BigDecimal number) {
    if (number == null) {
      return RejectReason.VALUE_MISSING;
    }
    if (number.scale() > DECIMALS && number.stripTrailingZeros().scale() > DECIMALS) {
      return RejectReason.TOO_MANY_DECIMALS;
    }
    boolean fits =
        number.signum() == 0 || number.precision() - (long) number.scale() <= INTEGER_DIGITS;
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
