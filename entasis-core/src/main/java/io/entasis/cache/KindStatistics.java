package io.entasis.cache;

/**
 * What has become of questions of one kind. The counts are taken one by one while others go on, and of hits
 * that more than 64 threads have at once, a few may go uncounted.
 *
 * @param hits questions that were answered from the cache
 * @param misses questions that could have been and were not
 * @param loads readings from the database whose answers were kept or tried to be, those in the background included
 * @param evictions answers that had to make room
 * @param invalidations answers that ended because of a change or a doubt
 * @param entries answers that are held, some of which may have ended
 * @param rows rows that they hold
 */
public record KindStatistics(
    long hits,
    long misses,
    long loads,
    long evictions,
    long invalidations,
    long entries,
    long rows) {

  /** Of a kind that is not kept. */
  public static final KindStatistics NOTHING = new KindStatistics(0, 0, 0, 0, 0, 0, 0);
}
