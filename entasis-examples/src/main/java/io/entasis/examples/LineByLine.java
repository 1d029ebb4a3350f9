package io.entasis.examples;

import java.io.PrintStream;
import me.tongfei.progressbar.ProgressBarConsumer;

/** Prints each state of a progress bar on a line of its own, and none twice. */
final class LineByLine implements ProgressBarConsumer {

  private static final int WIDTH = 110;

  private final PrintStream out;
  private String last = "";

  LineByLine(PrintStream out) {
    this.out = out;
  }

  @Override
  public int getMaxRenderedLength() {
    return WIDTH;
  }

  @Override
  public void accept(String rendered) {
    String line = rendered.stripTrailing();
    if (!line.isEmpty() && !line.equals(last)) {
      out.println(line);
      last = line;
    }
  }

  @Override
  public void close() {
    out.flush();
  }
}
