package io.entasis;

import io.entasis.bar.Bars;
import io.entasis.option.OptionChainReader;
import io.entasis.portfolio.PortfolioReader;
import io.entasis.prediction.PredictionReader;
import io.entasis.tick.TickReader;
import java.time.Instant;

/**
 * The repositories as they could be read at an instant: nothing is visible that had not happened by then (by its timestamp) or had not
 * been written by then (by its created_at, which is the start of the writing transaction). They answer the same whatever is written
 * later.
 *
 * <p>What changes their answers is what changes the past: loads of history that set the time of knowledge on purpose
 * (knownAfter of saving and of backfills, the time given with a snapshot); partitions that are detached or dropped, whose rows are no longer found, and restored, whose rows
 * are found again as they were; updates, deletions and chosen values of created_at by plain SQL.
 *
 * <p>"Now" in it is the instant: ages are counted from it, and predictions whose target lies after it are pending. Only what an
 * {@link io.entasis.query.Answer} says about its reading is told by the app's clock. A bar that was still open then is absent, or marked
 * provisional where the question asks for it. Safe for use by several threads.
 *
 * @see Entasis#knownAt(Instant)
 */
public interface KnownAt {

  /** The instant, to the microsecond. */
  Instant instant();

  /** The ticks that were known. */
  TickReader ticks();

  /** The bars, built from the ticks that were known. */
  Bars bars();

  /** The option chains that were known. */
  OptionChainReader chains();

  /** The predictions that were known. */
  PredictionReader predictions();

  /** The portfolio snapshots that were known, as they were before later ones replaced them. */
  PortfolioReader portfolios();
}
