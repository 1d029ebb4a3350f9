package io.entasis.cache;

/** The cache of an Entasis, as far as an app has to do with it. Safe for use by several threads. */
public interface Cache {

  /** Whether answers of the kind are kept at all, as the settings say. */
  boolean keeps(CacheKind kind);

  /** What has become of questions of the kind since the Entasis was opened; all zero for one that is not kept. */
  KindStatistics statistics(CacheKind kind);

  /** How the change log is followed; all zero when nothing is kept. */
  PollStatistics polls();

  /**
   * Forgets every answer, so that the next questions go to the database. For changes that nothing can see: triggers that were switched
   * off, tables that were put in the place of others.
   */
  void empty();
}
