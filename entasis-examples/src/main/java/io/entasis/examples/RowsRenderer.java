package io.entasis.examples;

import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBarRenderer;
import me.tongfei.progressbar.ProgressState;

/** Draws how many rows are loaded, how fast, and how long the rest will take. */
final class RowsRenderer implements ProgressBarRenderer {

  private static final String LABEL = "Loading     [";
  private static final int LONGEST_BAR = 30;
  private static final int SHORTEST_BAR = 5;

  private long drawn;
  private String line = "";

  /** Nothing before the first row, and the same line again as long as no row is added. */
  @Override
  public synchronized String render(ProgressState state, int width) {
    long done = state.getCurrent();
    if (done != drawn) {
      drawn = done;
      line = line(done, state.getMax(), state.getTotalElapsed(), width);
    }
    return line;
  }

  /** A line of that width; only a very narrow one would cut the numbers. */
  static String line(long done, long total, Duration elapsed, int width) {
    double part = total == 0 ? 1 : Math.min(1, (double) done / total);
    String numbers = numbers(done, total, part, elapsed);
    int room = width - LABEL.length() - numbers.length();
    int bar = Math.max(SHORTEST_BAR, Math.min(LONGEST_BAR, room));
    int filled = (int) (part * bar);
    String text = LABEL + "=".repeat(filled) + " ".repeat(bar - filled) + numbers;
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private static String numbers(long done, long total, double part, Duration elapsed) {
    double perMilli = (double) done / Math.max(1, elapsed.toMillis());
    String time = done < total
        ? duration((total - done) / perMilli) + " left"
        : "in " + duration((double) elapsed.toMillis());
    return String.format(
        Locale.ROOT,
        "] %3d%%  %,d/%,d rows  %,.0f rows/s  %s",
        (int) (part * 100),
        done,
        total,
        perMilli * 1_000,
        time);
  }

  private static String duration(double millis) {
    Duration time = Duration.ofMillis(Math.round(millis));
    if (time.toMinutes() == 0) {
      return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1_000.0);
    }
    return time.toMinutes() + " min " + time.toSecondsPart() + " s";
  }
}
