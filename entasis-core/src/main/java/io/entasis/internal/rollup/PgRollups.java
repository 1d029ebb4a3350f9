package io.entasis.internal.rollup;

import io.entasis.bar.BarSize;
import io.entasis.internal.change.UntriggeredChanges;
import io.entasis.internal.db.Database;
import io.entasis.internal.db.Sessions;
import io.entasis.market.Micros;
import io.entasis.market.TimeRange;
import io.entasis.rollup.RefreshReport;
import io.entasis.rollup.RollupDifference;
import io.entasis.rollup.RollupStatus;
import io.entasis.rollup.Rollups;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Rollups on PostgreSQL. */
public final class PgRollups implements Rollups {

  private final Database database;
  private final KnownLevels known;
  private final Refresher refresher;
  private final BackgroundRefresh background;
  private final UntriggeredChanges changes;

  /**
   * In that database; the background refresh tells how it fares.
   *
   * @param changes is told what is rebuilt
   */
  public PgRollups(
      Database database,
      KnownLevels known,
      BackgroundRefresh background,
      UntriggeredChanges changes) {
    this.database = database;
    this.changes = changes;
    this.known = known;
    this.refresher = new Refresher(database);
    this.background = background;
  }

  @Override
  public RefreshReport refresh() {
    return refresher.refresh();
  }

  @Override
  public RefreshReport rebuild(TimeRange range) {
    new Rebuilding(database, changes).mark(range);
    return refresher.refreshInTurn();
  }

  @Override
  public List<RollupDifference> verify(TimeRange range) {
    return new Verification(database).of(Objects.requireNonNull(range, "range"));
  }

  @Override
  public RollupStatus status() {
    return new StatusQuestion(database).ask(background.lastFailure());
  }

  @Override
  public List<BarSize> levels() {
    known.forget();
    Sessions sessions = database.sessions();
    return known.recent(sessions).all().stream()
        .map(level -> BarSize.ofSeconds(level.seconds()))
        .toList();
  }

  @Override
  public void declare(BarSize size) {
    new Declaration(database).of(Objects.requireNonNull(size, "size"));
    known.forget();
  }

  @Override
  public List<String> freezeBefore(Instant floor) {
    return new Freezing(database).before(Micros.truncate(floor));
  }
}
