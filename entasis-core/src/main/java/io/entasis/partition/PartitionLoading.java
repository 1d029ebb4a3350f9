package io.entasis.partition;

import java.time.YearMonth;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Loads whole partitions beside their table and attaches them when they are complete. Safe for use by several threads and processes.
 *
 * <p>A load is all or nothing. Until it is attached nobody sees anything of it, and from then on everybody sees all of it: the rows, the
 * kept bars and the option contracts that follow from them. That holds in every snapshot, also in one that is older than the attaching:
 * such a one sees no row that was written after it began, and of the rows that it sees, the bars. The attaching locks out neither readers
 * nor writers, waits for locks no longer than the options say, and reads no row.
 *
 * <p>A load needs two connections at least, one of which has a transaction open all the time: {@code knownAt} does not count an instant
 * after its start as settled before it has ended. Memory stays bounded whatever the number of rows. The app's own triggers of the table
 * do not fire for rows that are loaded.
 *
 * <p>When the process dies half-way, the table that was being filled is known by the catalogue, and the next load or
 * {@link #removeAbandoned()} removes it, and so does maintenance.
 */
public interface PartitionLoading {

  /**
   * Fills a month of the past that has no rows yet, much faster than {@code saveAll}. Rows are checked as {@code saveAll} checks them;
   * rows of other months are rejected as {@code TOO_EARLY} or {@code TOO_LATE}. Ids ascend in the order of the source.
   *
   * @param table the table, for example {@code Tick.TABLE}
   * @param month the month, in UTC; it has to be over
   * @param rows the rows, in any order, read once and not kept
   * @return what was stored and what was not
   * @throws PartitionOccupiedException when the month has rows already, or gets some from a writer before it is attached
   * @throws BelowRawFloorException when the month is frozen
   * @throws LoadingElsewhereException when it is being loaded already
   * @throws LoadCancelledException when the monitor says so or the thread is interrupted
   * @throws io.entasis.ingest.RejectLimitExceededException when more rows are rejected than the options allow
   * @throws io.entasis.ingest.IngestFailedException when the source fails; its report tells how far it was read
   * @throws io.entasis.error.InvalidInputException when the month is not over, has partitions of another size, or the table is none that
   *     is partitioned
   * @throws io.entasis.error.RetryableException when a lock was not to be had in all attempts, or the connection was lost. Trying
   *     again is safe: a month that was attached after all is refused then
   */
  <T> BackfillReport backfill(
      LoadableTable<T> table, YearMonth month, Iterator<? extends T> rows, BackfillOptions options);

  /** As {@link #backfill(LoadableTable, YearMonth, Iterator, BackfillOptions)}, with the defaults of all options. */
  default <T> BackfillReport backfill(
      LoadableTable<T> table, YearMonth month, Iterable<? extends T> rows) {
    return backfill(table, month, rows.iterator(), BackfillOptions.defaults());
  }

  /** As {@link #backfill(LoadableTable, YearMonth, Iterable)}; the stream is read to its end and closed. */
  default <T> BackfillReport backfill(
      LoadableTable<T> table, YearMonth month, Stream<? extends T> rows) {
    try (rows) {
      return backfill(table, month, rows.iterator(), BackfillOptions.defaults());
    }
  }

  /**
   * Brings an archived partition back: the same rows to the bit, ids and {@code created_at} included. The file is checked before its
   * first row is used, and what the table holds is read back and compared with the entry before it is attached.
   *
   * <p>Sealed, which needs the partition to lie below the raw floor, its rows can change no more, and bars stay exactly as they were
   * frozen, even where ticks and frozen bars should differ. A partition above the floor was never frozen; it comes back only as
   * {@link RestoredState#WRITABLE}, and its bars are computed anew.
   *
   * <p>Writable, a partition below the floor takes the floor down to its start, for the floor says of every instant below it that
   * nothing changes there. That is sound only when the partition ends exactly at the floor: otherwise a later month, which may be gone,
   * would seem to be whole, and one late row would pass for all its rows. So reopen months from the latest one backwards. Bars of the
   * partition are computed anew, and are what its ticks say. Freezing seals it again, and so does maintenance when it seals a later one.
   *
   * <p>Under maintenance a restored partition leaves again when rows are too old counted from its return. Ids of later rows are higher
   * than those that came back.
   *
   * @param entry what to restore
   * @param archive where it is
   * @throws PartitionOccupiedException when the time of the partition has rows already, or the partition is detached and not dropped yet;
   *     the message names the statement that attaches it again
   * @throws LoadingElsewhereException when it is being loaded already
   * @throws LoadCancelledException when the monitor says so or the thread is interrupted
   * @throws ArchiveCorruptException when the archive, or the table that was filled from it, holds something else than was archived
   * @throws io.entasis.error.InvalidInputException when the state is not possible for the partition; the message says why. Also when
   *     the table has lost a column that was archived
   * @throws io.entasis.error.RetryableException as for a backfill, and when the archive cannot be reached
   */
  RestoreReport restore(
      ArchiveEntry entry, PartitionArchive archive, RestoredState state, LoadOptions options);

  /**
   * Brings the latest archive of a partition back, sealed when it lies below the raw floor and writable otherwise.
   *
   * @throws io.entasis.error.NotFoundException when it is not archived
   * @see #restore(ArchiveEntry, PartitionArchive, RestoredState, LoadOptions)
   */
  RestoreReport restore(LoadableTable<?> table, String partition, PartitionArchive archive);

  /**
   * Removes tables of loads whose process died. Those of loads that are under way stay.
   *
   * @return the partitions whose unfinished tables were removed
   */
  List<String> removeAbandoned();
}
