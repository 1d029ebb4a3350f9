package io.entasis.internal.portfolio;

import io.entasis.internal.db.Sessions;
import io.entasis.internal.db.Sql;
import io.entasis.internal.db.UserSessions;
import io.entasis.internal.read.Knowledge;
import io.entasis.internal.read.MaxAge;
import io.entasis.internal.read.RowAnswers;
import io.entasis.internal.read.TimeBounds;
import io.entasis.internal.read.Window;
import io.entasis.portfolio.PortfolioQuery;
import io.entasis.portfolio.PortfolioReader;
import io.entasis.portfolio.PortfolioSnapshot;
import io.entasis.query.Answer;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.SortOrder;

/** Answers questions about portfolios from the database. */
public final class PortfolioAnswers implements PortfolioReader {

  private static final String DOING = "reading portfolios";

  private final Sessions sessions;
  private final Sql sql;
  private final Clock present;
  private final Clock clock;
  private final Knowledge knowledge;

  /**
   * Over the sessions.
   *
   * @param clock tells "now"
   * @param knowledge what may be seen
   */
  public PortfolioAnswers(Sessions sessions, Sql sql, Clock clock, Knowledge knowledge) {
    this.sessions = sessions;
    this.sql = sql;
    this.present = clock;
    this.clock = knowledge.clock(clock);
    this.knowledge = knowledge;
  }

  @Override
  public PortfolioQuery of(UUID userId) {
    Objects.requireNonNull(userId, "userId");
    PortfolioCriteria criteria =
        new PortfolioCriteria(userId, TimeBounds.NONE, Window.ALL, knowledge);
    return new PgPortfolioQuery(this, criteria, MaxAge.ANY);
  }

  List<PortfolioSnapshot> list(PortfolioCriteria criteria) {
    return snapshots(criteria, rows(criteria).list(PortfolioSql.rows(sql.dsl(), criteria)).stream())
        .toList();
  }

  Stream<PortfolioSnapshot> stream(PortfolioCriteria criteria) {
    return snapshots(criteria, rows(criteria).stream(PortfolioSql.rows(sql.dsl(), criteria)));
  }

  long count(PortfolioCriteria criteria) {
    return rows(criteria).count(PortfolioSql.instants(criteria));
  }

  Optional<PortfolioSnapshot> first(PortfolioCriteria criteria) {
    PortfolioCriteria first = criteria.windowed(criteria.window().first());
    return snapshots(first, rows(first).few(PortfolioSql.rows(sql.dsl(), first)).stream())
        .findFirst();
  }

  Optional<PortfolioSnapshot> latest(PortfolioCriteria criteria, MaxAge age) {
    return first(criteria
        .within(age.applyTo(criteria.times(), clock.instant()))
        .windowed(Window.ALL.ordered(SortOrder.DESC)));
  }

  Answer<Optional<PortfolioSnapshot>> answerLatest(PortfolioCriteria criteria, MaxAge age) {
    return Answer.reading(present, () -> latest(criteria, age));
  }

  private RowAnswers<PositionRow> rows(PortfolioCriteria criteria) {
    return new RowAnswers<>(
        new UserSessions(sessions, criteria.userId()), sql, DOING, PositionRow::of);
  }

  private static Stream<PortfolioSnapshot> snapshots(
      PortfolioCriteria criteria, Stream<PositionRow> rows) {
    return SnapshotSpliterator.of(criteria.userId(), rows);
  }
}
