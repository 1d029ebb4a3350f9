package io.entasis.internal.rollup;

import java.time.Duration;

/**
 * A size of bars that is kept.
 *
 * @param seconds length of a bar
 * @param table table that holds the bars
 */
public record Level(int seconds, String table) {

  /** What every other level is made of in the end. */
  public static final Level MINUTE = new Level(60, "bars_1m");

  /** The hours that the ledger notes with each minute. */
  public static final Level HOUR = new Level(3_600, "bars_1h");

  /** Length of a bar. */
  public Duration length() {
    return Duration.ofSeconds(seconds);
  }

  /** Whether it holds the bars that others are made of. */
  public boolean isMinute() {
    return seconds == MINUTE.seconds;
  }

  /** Whether bars of the other level consist of whole bars of this one. */
  boolean divides(Level other) {
    return seconds < other.seconds && other.seconds % seconds == 0;
  }

  /** The start of the bar that a timestamp belongs to, in SQL. */
  public String bin(String timestamp) {
    return "date_bin(" + interval() + ", " + timestamp + ", " + Origin.SQL + ")";
  }

  /** The length, in SQL. */
  public String interval() {
    return "interval '" + seconds + " seconds'";
  }
}
