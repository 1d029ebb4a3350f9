package io.entasis.internal.portfolio;

import static io.entasis.schema.generated.Tables.PORTFOLIO_STATUS;

import io.entasis.ingest.IngestOptions;
import io.entasis.internal.change.Change;
import io.entasis.internal.change.ChangeKind;
import io.entasis.internal.change.Span;
import io.entasis.internal.db.Sql;
import io.entasis.internal.ingest.Once;
import io.entasis.internal.ingest.TimestampWindow;
import io.entasis.market.Micros;
import io.entasis.portfolio.PortfolioQuery;
import io.entasis.portfolio.PortfolioReader;
import io.entasis.portfolio.PortfolioSnapshot;
import io.entasis.portfolio.Portfolios;
import io.entasis.portfolio.SnapshotOutcome;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The shelf of portfolio snapshots on PostgreSQL. */
public final class PgPortfolios implements Portfolios {

  private final PortfolioReader reader;
  private final Once once;
  private final SnapshotRows rows;
  private final Clock clock;

  /**
   * Over what answers its questions and what runs its writes.
   *
   * @param clock tells "now"
   */
  public PgPortfolios(PortfolioReader reader, Once once, Sql sql, Clock clock) {
    this.reader = reader;
    this.once = once;
    this.rows = new SnapshotRows(sql);
    this.clock = clock;
  }

  @Override
  public PortfolioQuery of(UUID userId) {
    return reader.of(userId);
  }

  @Override
  public SnapshotOutcome save(PortfolioSnapshot snapshot) {
    return store(snapshot, false, Optional.empty());
  }

  @Override
  public SnapshotOutcome save(PortfolioSnapshot snapshot, Instant knownAt) {
    return store(snapshot, false, Optional.of(Micros.truncate(knownAt)));
  }

  @Override
  public SnapshotOutcome replace(PortfolioSnapshot snapshot) {
    return store(snapshot, true, Optional.empty());
  }

  private SnapshotOutcome store(
      PortfolioSnapshot snapshot, boolean mayReplace, Optional<Instant> knownAt) {
    PositionRules.check(snapshot, TimestampWindow.now(IngestOptions.defaults(), clock));
    return once.run(
        PORTFOLIO_STATUS.getName(),
        new Change(
            ChangeKind.PORTFOLIOS, snapshot.userId().toString(), Span.at(snapshot.timestamp())),
        connection -> rows.store(connection, snapshot, mayReplace, knownAt));
  }
}
