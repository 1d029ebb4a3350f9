package io.entasis.bar;

import io.entasis.query.Answer;
import io.entasis.query.TimedQuery;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;

/**
 * A question about bars. It is an immutable value: each refinement returns a new question and leaves this one as it was.
 *
 * <p>Bars come by symbol, then by start in the direction of the question, earliest first by default. Buckets without ticks are
 * absent. Only ticks inside the asked range count, so a range that cuts through a bucket gives a bar of the part inside; its start
 * and end stay those of the bucket.
 *
 * <h2>Where bars begin</h2>
 *
 * In UTC, which is the default, bars of a fixed size begin at whole multiples of it from the origin, Monday 2000-01-03T00:00, so
 * that hours begin on the hour and weeks on Mondays. A month begins on its first day at the time of day of the origin.
 *
 * <p>In a zone that changes its offset, as for daylight saving, days run from the origin's local time of day to the same time of the next local day, and so
 * last 23 or 25 hours twice a year; bars of several days count local days from the origin. Shorter bars are counted in elapsed
 * time from the start of their local day and the last one of a day ends with it; their size must divide 24 hours. A local time
 * that is skipped counts as the moment of the change; of a time that occurs twice, the first counts.
 *
 * <p>Each refinement can be made once; a second one of the same kind fails at that line with
 * {@link io.entasis.error.InvalidInputException}.
 */
public interface BarQuery extends TimedQuery<Bar, BarQuery> {

  /** Only trades reported by one of these exchanges. */
  BarQuery on(String exchange, String... more);

  /**
   * Aligned to the clocks of a time zone.
   *
   * @throws io.entasis.error.InvalidInputException when the zone changes its offset at times and the size neither divides 24 hours
   *     nor is whole days
   */
  BarQuery in(ZoneId zone);

  /** Aligned to another origin than 2000-01-03T00:00, in the local time of the question's zone. */
  BarQuery origin(LocalDateTime origin);

  /**
   * Also the bars that are still open at the instant of {@code knownAt}, marked {@link BarState#PARTIAL}; without this they are absent
   * there. Other questions hold the bars that are still open in any case.
   */
  BarQuery withPartial();

  /** As {@link #list}, with where the bars come from and when they were read. */
  Answer<List<Bar>> answer();
}
