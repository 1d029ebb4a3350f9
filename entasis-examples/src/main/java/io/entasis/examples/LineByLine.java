package io.entasis.examples;

import java.io.PrintStream;
import me.tongfei.progressbar.ProgressBarConsumer;

/** Prints each state of a progress bar on a line of its own, and none twice. */
final class LineByLine implements ProgressBarConsumer {

  private static final int WIDTH = 100;

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
    if (!rendered.isEmpty() && !rendered.equals(last)) {
      out.println(rendered);
      last = rendered;
    }
  }

  @Override
  public void close() {
    out.flush();
  }
}
