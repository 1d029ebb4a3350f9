package io.entasis.examples;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;

/** A bar that grows in place on a terminal; elsewhere a line every few seconds. */
final class LoadProgress implements AutoCloseable {

  private static final int TERMINAL_MILLIS = 200;
  private static final int LOG_MILLIS = 3_000;

  private final ProgressBar bar;

  /** Of that many rows, shown on the stream. */
  LoadProgress(PrintStream out, long rows) {
    boolean terminal = out.equals(System.out) && Terminals.isAttached();
    ProgressBarConsumer consumer =
        terminal ? new ConsoleProgressBarConsumer(out) : new LineByLine(out);
    bar = new ProgressBarBuilder()
        .setInitialMax(rows)
        .setRenderer(new RowsRenderer())
        .setConsumer(consumer)
        .setUpdateIntervalMillis(terminal ? TERMINAL_MILLIS : LOG_MILLIS)
        .build();
  }

  /** So many rows are done. */
  void reached(long rows) {
    bar.stepTo(rows);
  }

  /** Ends the line of the bar. */
  @Override
  public void close() {
    bar.close();
  }
}
