package io.entasis;

import io.entasis.bar.Bars;
import io.entasis.option.OptionChains;
import io.entasis.portfolio.Portfolios;
import io.entasis.prediction.Predictions;
import io.entasis.tick.Ticks;

/** One repository for each kind of data. */
public interface Repositories {

  /** The ticks. */
  Ticks ticks();

  /** The bars, built from the ticks. */
  Bars bars();

  /** The option quotes and the chains they make up. */
  OptionChains chains();

  /** The predictions of models. */
  Predictions predictions();

  /** The portfolio snapshots. */
  Portfolios portfolios();
}
