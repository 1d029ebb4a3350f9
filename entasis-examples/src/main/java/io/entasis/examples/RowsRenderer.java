package io.entasis.examples;

import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBarRenderer;
import me.tongfei.progressbar.ProgressState;

/** Draws how many rows are loaded, how fast, and how long the rest will take. */
final class RowsRenderer implements ProgressBarRenderer {

  private static final int BAR = 30;

  private long drawn;
  private String line = "";

  /** Nothing before the first row, and the same line again as long as no row is added. */
  @Override
  public synchronized String render(ProgressState state, int width) {
    long done = state.getCurrent();
    if (done != drawn) {
      drawn = done;
      line = line(done, state.getMax(), state.getTotalElapsed());
    }
    return line;
  }

  static String line(long done, long total, Duration elapsed) {
    double part = total == 0 ? 1 : Math.min(1, (double) done / total);
    int filled = (int) (part * BAR);
    double perMilli = (double) done / Math.max(1, elapsed.toMillis());
    String rest = done < total
        ? duration((total - done) / perMilli) + " left"
        : "in " + duration((double) elapsed.toMillis());
    return String.format(
        Locale.ROOT,
        "Loading     [%s%s] %3d%%  %,d/%,d rows  %,.0f rows/s  %s",
        "=".repeat(filled),
        " ".repeat(BAR - filled),
        (int) (part * 100),
        done,
        total,
        perMilli * 1_000,
        rest);
  }

  private static String duration(double millis) {
    Duration time = Duration.ofMillis(Math.round(millis));
    if (time.toMinutes() == 0) {
      return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1_000.0);
    }
    return time.toMinutes() + " min " + time.toSecondsPart() + " s";
  }
}
