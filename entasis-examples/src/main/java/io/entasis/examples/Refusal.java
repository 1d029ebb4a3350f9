package io.entasis.examples;

import io.entasis.ingest.Rejection;

/** Why the database did not take a tick, in words. */
final class Refusal {

  private Refusal() {}

  static String of(Rejection rejection) {
    return rejection.column() + " "
        + switch (rejection.reason()) {
          case VALUE_MISSING -> "is missing";
          case NAME_BLANK -> "is blank";
          case NAME_TOO_LONG -> "has more than 20 characters";
          case NAME_NOT_STORABLE -> "holds a character that cannot be stored";
          case TOO_MANY_DECIMALS -> "has more than 8 decimals";
          case TOO_LARGE -> "has more than 12 digits before the point";
          case NEGATIVE -> "is negative";
          case NOT_POSITIVE -> "is not above zero";
          case NOT_A_SHARE -> "is not between 0 and 1";
          case BEFORE_TIMESTAMP -> "is before the timestamp";
          case TOO_EARLY -> "is before 1970";
          case TOO_LATE -> "is more than a day in the future";
          case BELOW_RAW_FLOOR -> "is in a month whose bars are frozen";
        };
  }
}
