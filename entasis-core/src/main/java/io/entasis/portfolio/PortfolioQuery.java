package io.entasis.portfolio;

import io.entasis.query.Answer;
import io.entasis.query.TimedQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A question about the snapshots of one user. It is an immutable value: each refinement returns a new question and leaves this one as
 * it was. Snapshots come by time, earliest first by default; limits and counts are those of snapshots, each of which is whole.
 */
public interface PortfolioQuery extends TimedQuery<PortfolioSnapshot, PortfolioQuery> {

  /**
   * No snapshot older than this for {@link #findLatest} and {@link #findAsOf}. Age is counted from the instant of {@link #asOf},
   * {@link #before} or the end of {@link #during}, and from now where there is none. A snapshot exactly that old is still found.
   */
  PortfolioQuery maxAge(Duration age);

  /** The last snapshot that meets the conditions. Order and limit do not matter. */
  Optional<PortfolioSnapshot> findLatest();

  /** As {@link #findLatest}, with where the snapshot comes from and when it was read. */
  Answer<Optional<PortfolioSnapshot>> answerLatest();

  /** The snapshot that prevails at the instant: all rows of the newest one at or before it, never a mix of two. */
  Optional<PortfolioSnapshot> findAsOf(Instant instant);

  /**
   * The market value of the snapshots over time; one that cannot be valued is a gap.
   *
   * @throws io.entasis.error.InvalidInputException when the question is descending
   */
  EquityCurve equityCurve();

  /**
   * The profit or loss of the snapshots over time; one that does not tell it is a gap.
   *
   * @throws io.entasis.error.InvalidInputException when the question is descending
   */
  EquityCurve pnlCurve();
}
