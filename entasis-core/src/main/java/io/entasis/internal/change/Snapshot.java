package io.entasis.internal.change;

import io.entasis.error.DatabaseException;
import java.util.regex.Pattern;

/**
 * Which transactions a statement sees, in the words of the server: everything below {@code xmin} has ended, nothing from {@code xmax} on
 * had begun, and of those between the ones that are listed still ran.
 *
 * @param xmin lowest transaction that still ran
 * @param xmax first transaction that had not begun
 * @param running those that ran, separated by commas; may be empty
 */
record Snapshot(long xmin, long xmax, String running) {

  private static final Pattern FORM =
      Pattern.compile("\\d{1,18}:\\d{1,18}:(\\d{1,18}(,\\d{1,18})*)?");

  /** Of a server that has seen no transaction. */
  static final Snapshot NOTHING = new Snapshot(0, 0, "");

  /** From the text of a pg_snapshot. */
  static Snapshot parse(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new DatabaseException("the server tells a snapshot in an unknown form");
    }
    String[] parts = text.split(":", -1);
    return new Snapshot(Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2]);
  }

  /**
   * A condition on transactions that are not in the snapshot. Unlike a comparison with {@code xmin} it costs the same however long one of
   * them runs.
   */
  String unseen(String xid) {
    String later = xid + " >= '" + xmax + "'::xid8";
    return running.isEmpty() ? later : "(" + later + " or " + isRunning(xid) + ")";
  }

  /** A condition on transactions that are in the snapshot. */
  String seen(String xid) {
    String earlier = xid + " < '" + xmax + "'::xid8";
    return running.isEmpty() ? earlier : earlier + " and not " + isRunning(xid);
  }

  /** Whether it can have been taken after the other one on the same server. */
  boolean follows(Snapshot earlier) {
    return xmin >= earlier.xmin && xmax >= earlier.xmax;
  }

  /** In the words of the server. */
  String text() {
    return xmin + ":" + xmax + ":" + running;
  }

  private String isRunning(String xid) {
    return xid + " = any ('{" + running + "}'::xid8[])";
  }
}
