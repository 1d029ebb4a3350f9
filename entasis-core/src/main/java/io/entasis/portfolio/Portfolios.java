package io.entasis.portfolio;

import java.time.Instant;

/**
 * The portfolio snapshots in the database: saving them, and the start of every question about them. Safe for use by several threads,
 * except inside a transaction, which belongs to one.
 *
 * <p>A user has at most one snapshot at an instant. It is saved whole or not at all.
 */
public interface Portfolios extends PortfolioReader {

  /**
   * Stores the snapshot. When the same one is stored already, with the same positions in any order, nothing happens.
   *
   * @return whether it was stored or was there already
   * @throws SnapshotConflictException when the user has another snapshot at that instant
   * @throws io.entasis.error.InvalidInputException when it has no position, or one that cannot be stored; the message says which and
   *     why
   * @throws io.entasis.error.InvalidConfigurationException inside a transaction of the app whose isolation is not read committed
   * @throws io.entasis.error.OutcomeUnknownException when the connection was lost during the commit and the server cannot be
   *     asked
   */
  SnapshotOutcome save(PortfolioSnapshot snapshot);

  /**
   * As {@link #save(PortfolioSnapshot)}, for loads of history: the snapshot counts as known from the instant on instead of from the
   * start of the transaction that writes it. Such a load changes on purpose what was known in the past.
   */
  SnapshotOutcome save(PortfolioSnapshot snapshot, Instant knownAt);

  /**
   * Stores the snapshot in the place of any other that the user has at that instant. What is replaced stays known for the time before.
   *
   * @return whether it was stored, replaced another one, or was there already
   * @throws io.entasis.error.InvalidInputException as for {@link #save(PortfolioSnapshot)}
   * @throws io.entasis.error.OutcomeUnknownException as for {@link #save(PortfolioSnapshot)}
   */
  SnapshotOutcome replace(PortfolioSnapshot snapshot);
}
