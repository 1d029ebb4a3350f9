package io.entasis.rollup;

import io.entasis.bar.BarSize;
import io.entasis.market.TimeRange;
import java.time.Instant;
import java.util.List;

/**
 * The bars that are kept, so that questions about bars need not read all ticks. They are never needed for a right answer: minutes whose
 * ticks have changed since are noted in the transaction that changes them, whoever that is, and {@code bars()} builds those anew from
 * the ticks in the statement that reads the others.
 *
 * <p>A refresh brings the kept bars up to date. It costs what has changed, not what there is, and blocks neither readers nor writers.
 * By default one runs in the background every second; see {@code EntasisBuilder.rollupRefresh}.
 *
 * <p>Every method throws a subclass of {@link io.entasis.error.EntasisException} when the database cannot do it. Safe for use by several
 * threads and processes.
 */
public interface Rollups {

  /**
   * Brings the kept bars up to date with everything that was committed before the call; transactions that begin later are not waited
   * for. It works in batches of bounded size, each a transaction of its own, so a crash loses nothing. Where somebody else changes kept
   * bars at the moment, it steps aside and says so.
   */
  RefreshReport refresh();

  /**
   * Computes the kept bars of the range anew, from its first whole minute to its last, and gives partitions in it that lack the triggers
   * of the ledger, for example since somebody else attached them, their triggers. Kept bars without ticks go, and caches in every process
   * hear of a change of all ticks. What lies below the raw floor is left as it is. Where
   * somebody else changes kept bars at the moment, it waits for up to five minutes, some times.
   *
   * @throws io.entasis.error.RetryableException when it has waited too long
   */
  RefreshReport rebuild(TimeRange range);

  /**
   * Compares the kept bars of the range with what their ticks, or the kept bars they are made of, say. Minutes that have changed since
   * the last refresh are left out, and minutes below the raw floor are compared among the levels only. It reads all ticks of the range.
   *
   * @return the differences, at most the first thousand, by level and symbol; none when all is well
   */
  List<RollupDifference> verify(TimeRange range);

  /** How far the kept bars are behind, and whether something keeps them from being right. */
  RollupStatus status();

  /** The sizes of the bars that are kept, shortest first. */
  List<BarSize> levels();

  /**
   * Keeps bars of another size too, from now on and for all history that is kept: bars of this and larger sizes that it divides are read
   * from it then. Declaring it again does nothing. It makes a table, which the roles that may use {@code bars_1m} may use too.
   *
   * @throws io.entasis.error.InvalidInputException when it is no whole number of minutes, or a calendar month
   */
  void declare(BarSize size);

  /**
   * Freezes the bars before the instant, so that the ticks they were built from may go: brings them up to date, seals every partition
   * of ticks that ends by then, after which no row of it can change, and raises the raw floor. Below the floor nothing is computed any
   * more, and a late tick is rejected as {@link io.entasis.ingest.RejectReason#BELOW_RAW_FLOOR}.
   *
   * <p>It waits no longer than two seconds at a time for writers of such a partition, and tries a few times. Freezing before an earlier
   * instant than the floor does nothing.
   *
   * @param floor where the frozen time ends: a boundary of partitions, such as the start of a month, that is not to come
   * @return names of the partitions that were sealed
   * @throws io.entasis.error.InvalidInputException when a partition lies on both sides of the instant or would, or it is after now
   * @throws io.entasis.error.RetryableException when a writer holds a partition for too long; what was sealed before stays so
   */
  List<String> freezeBefore(Instant floor);
}
