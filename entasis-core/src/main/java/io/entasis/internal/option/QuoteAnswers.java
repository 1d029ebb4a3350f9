package io.entasis.internal.option;

import static io.entasis.schema.generated.Tables.OPTION_CONTRACT;
import static io.entasis.schema.generated.Tables.OPTION_DATA;
import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.selectOne;

import io.entasis.internal.db.Sessions;
import io.entasis.internal.db.Sql;
import io.entasis.internal.read.Knowledge;
import io.entasis.internal.read.MaxAge;
import io.entasis.internal.read.NamesPresent;
import io.entasis.internal.read.RowAnswers;
import io.entasis.internal.read.Selection;
import io.entasis.internal.read.TimeBounds;
import io.entasis.internal.read.Window;
import io.entasis.option.OptionContract;
import io.entasis.option.OptionQuote;
import io.entasis.option.VolatilityHistory;
import io.entasis.option.VolatilityPoint;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectField;
import org.jooq.SortOrder;

/** Answers questions about the quotes of one contract from the database. */
public final class QuoteAnswers {

  private static final String DOING = "reading option quotes";

  private final Sessions sessions;
  private final Sql sql;
  private final Clock clock;
  private final Knowledge knowledge;

  /**
   * Over the sessions.
   *
   * @param clock tells "now"
   * @param knowledge what may be seen
   */
  public QuoteAnswers(Sessions sessions, Sql sql, Clock clock, Knowledge knowledge) {
    this.sessions = sessions;
    this.sql = sql;
    this.clock = knowledge.clock(clock);
    this.knowledge = knowledge;
  }

  /** A question about the contract. */
  PgOptionQuoteQuery about(OptionContract contract) {
    QuoteCriteria criteria = new QuoteCriteria(contract, TimeBounds.NONE, Window.ALL, knowledge);
    return new PgOptionQuoteQuery(this, criteria, MaxAge.ANY);
  }

  RowAnswers<OptionQuote> rows(QuoteCriteria criteria) {
    return new RowAnswers<>(
        sessions, sql, DOING, row -> OptionFields.quote(criteria.contract(), row));
  }

  Select<Record> quotes(QuoteCriteria criteria) {
    List<SelectField<?>> columns = new ArrayList<>(List.of(OPTION_DATA.TIMESTAMP));
    columns.addAll(OptionFields.NUMBERS);
    SortOrder direction = criteria.window().direction();
    return criteria
        .window()
        .applyTo(sql.dsl()
            .select(columns)
            .from(OPTION_DATA)
            .where(criteria.conditions())
            .orderBy(OPTION_DATA.TIMESTAMP.sort(direction), OPTION_DATA.ID.sort(direction)));
  }

  Optional<OptionQuote> latest(QuoteCriteria criteria, MaxAge age) {
    QuoteCriteria last = criteria
        .within(age.applyTo(criteria.times(), clock.instant()))
        .windowed(Window.ALL.ordered(SortOrder.DESC).first());
    return rows(last).first(quotes(last));
  }

  VolatilityHistory volatilities(QuoteCriteria criteria) {
    boolean forwards = criteria.window().direction() == SortOrder.ASC;
    TreeMap<Instant, VolatilityPoint> points = new TreeMap<>();
    rows(criteria)
        .forEach(
            quotes(criteria),
            quote -> quote
                .iv()
                .filter(iv -> iv.signum() > 0)
                .map(iv -> new VolatilityPoint(quote.timestamp(), iv.doubleValue()))
                .ifPresent(point -> points.merge(
                    point.timestamp(), point, (earlier, later) -> forwards ? later : earlier)));
    return VolatilityHistory.of(points.values());
  }

  /** The underlyings that have a quote which may be seen. */
  List<String> underlyings() {
    Select<?> names = NamesPresent.with(
            sql.dsl(), OPTION_CONTRACT.UNDERLYING, Selection.ALL, List.of())
        .select(NamesPresent.NAME)
        .from(NamesPresent.TABLE)
        .where(exists(selectOne()
            .from(OPTION_DATA)
            .where(OPTION_DATA.UNDERLYING.eq(NamesPresent.NAME))
            .and(and(knowledge.bound(TimeBounds.NONE).on(OPTION_DATA.TIMESTAMP)))
            .and(and(knowledge.writtenAt(OPTION_DATA.CREATED_AT)))
            .limit(inline(1))));
    return new RowAnswers<>(sessions, sql, DOING, row -> row.text()).names(names);
  }
}
