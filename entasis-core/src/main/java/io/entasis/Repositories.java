package io.entasis;

import io.entasis.bar.Bars;
import io.entasis.tick.Ticks;

/** One repository for each kind of data. */
public interface Repositories {

  /** The ticks. */
  Ticks ticks();

  /** The bars, built from the ticks. */
  Bars bars();
}
