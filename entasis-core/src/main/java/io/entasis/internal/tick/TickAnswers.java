package io.entasis.internal.tick;

import static io.entasis.schema.generated.Tables.MARKET_DATA;

import io.entasis.internal.db.Sessions;
import io.entasis.internal.db.Sql;
import io.entasis.internal.partition.TablePartitions;
import io.entasis.internal.read.AsOfJoin;
import io.entasis.internal.read.AsOfRows;
import io.entasis.internal.read.AsOfStream;
import io.entasis.internal.read.Knowledge;
import io.entasis.internal.read.MaxAge;
import io.entasis.internal.read.Prepared;
import io.entasis.internal.read.ReadStatement;
import io.entasis.internal.read.RowReader;
import io.entasis.internal.read.Selection;
import io.entasis.internal.read.TimeBounds;
import io.entasis.market.PlainDecimal;
import io.entasis.query.Answer;
import io.entasis.query.AsOfMatch;
import io.entasis.query.AsOfRule;
import io.entasis.schema.generated.tables.records.MarketDataRecord;
import io.entasis.tick.Tick;
import io.entasis.tick.TickColumns;
import io.entasis.tick.TickSpan;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.TableField;
import org.jooq.impl.DSL;

/** Answers questions about ticks from the database. */
public final class TickAnswers {

  private static final String DOING = "reading ticks";
  private static final int AVERAGE_DECIMALS = 8;

  private final Sessions sessions;
  private final Sql sql;
  private final Clock present;
  private final Clock clock;
  private final Knowledge knowledge;
  private final TablePartitions months;
  private final RowReader<Tick> reader;

  /**
   * Over the sessions.
   *
   * @param months knows where the latest ticks are likely to be
   * @param knowledge what may be seen
   */
  public TickAnswers(
      Sessions sessions, Sql sql, Clock clock, TablePartitions months, Knowledge knowledge) {
    this.sessions = sessions;
    this.sql = sql;
    this.present = clock;
    this.clock = knowledge.clock(clock);
    this.knowledge = knowledge;
    this.months = months;
    this.reader = new RowReader<>(sessions, DOING, TickShape::new);
  }

  /** What may be seen. */
  public Knowledge knowledge() {
    return knowledge;
  }

  /** A question about the symbols. */
  PgTickQuery about(Selection symbols) {
    return new PgTickQuery(this, TickCriteria.about(symbols, knowledge), MaxAge.ANY);
  }

  List<Tick> list(TickCriteria criteria) {
    return reader.list(written(criteria));
  }

  Stream<Tick> stream(TickCriteria criteria) {
    return reader.stream(written(criteria));
  }

  void forEach(TickCriteria criteria, Consumer<? super Tick> action) {
    reader.forEach(written(criteria), action);
  }

  TickColumns columns(TickCriteria criteria) {
    ReadStatement statement = written(criteria);
    return sessions.with(
        DOING,
        statement.settings(),
        connection ->
            TickColumnsReader.read(connection, statement.sql(), sessions.transactional()));
  }

  Optional<Tick> first(TickCriteria criteria) {
    return asked(TickSql.ticks(sql.dsl(), criteria.windowed(criteria.window().first()))).stream()
        .findFirst();
  }

  long count(TickCriteria criteria) {
    return sessions.with(
        DOING,
        connection -> Prepared.single(
            connection, sql, TickSql.count(sql.dsl(), criteria), row -> row.getLong(1)));
  }

  /** The newest month is asked first: a probe of all months costs more the more there are. */
  Optional<Tick> latest(TickCriteria criteria, MaxAge age) {
    TickCriteria last = aged(criteria, age);
    Optional<Field<Instant>> month = newestMonth(last.seen());
    if (month.isEmpty()) {
      return latest(last, DSL.noCondition());
    }
    return latest(last, MARKET_DATA.TIMESTAMP.ge(month.get()))
        .or(() -> latest(last, MARKET_DATA.TIMESTAMP.lt(month.get())));
  }

  Answer<Optional<Tick>> answerLatest(TickCriteria criteria, MaxAge age) {
    return Answer.reading(present, () -> latest(criteria, age));
  }

  /** Begins with the newest month too, unless it has to find out which symbols there are. */
  Map<String, Tick> latestPerSymbol(TickCriteria criteria, MaxAge age) {
    TickCriteria wanted = aged(criteria, age);
    Optional<Field<Instant>> month =
        wanted.symbols().isAll() ? Optional.empty() : newestMonth(wanted.seen());
    Map<String, Tick> latest = new TreeMap<>();
    asked(TickSql.latestPerSymbol(sql.dsl(), wanted, month))
        .forEach(tick -> latest.put(tick.symbol(), tick));
    return latest;
  }

  /** Where the latest ticks probably are, as a literal, so that a plan that is kept leaves out the other months. */
  private Optional<Field<Instant>> newestMonth(TimeBounds times) {
    return times.from().isPresent()
        ? Optional.empty()
        : months.newestStart(sessions, Optional.of(latestPossible(times))).map(DSL::inline);
  }

  /** Months that are made ahead of time are empty. */
  private Instant latestPossible(TimeBounds times) {
    Instant now = clock.instant();
    return times.to().filter(now::isAfter).orElse(now);
  }

  /** The averages of a statement of symbol, sum and weight. */
  Map<String, BigDecimal> averages(Select<?> question) {
    Map<String, BigDecimal> averages = new TreeMap<>();
    sessions
        .with(
            DOING,
            connection -> Prepared.list(
                connection,
                sql,
                question,
                row -> Map.entry(
                    row.getString(1),
                    PlainDecimal.of(row.getBigDecimal(2)
                        .divide(row.getBigDecimal(3), AVERAGE_DECIMALS, RoundingMode.HALF_UP)))))
        .forEach(average -> averages.put(average.getKey(), average.getValue()));
    return averages;
  }

  List<String> symbols(TickCriteria criteria) {
    return different(MARKET_DATA.SYMBOL, criteria);
  }

  List<String> exchanges(TickCriteria criteria) {
    return different(MARKET_DATA.EXCHANGE, criteria);
  }

  Optional<TickSpan> span(TickCriteria criteria) {
    return sessions.with(
        DOING,
        connection ->
            Prepared.single(connection, sql, TickSql.span(sql.dsl(), criteria), TickAnswers::span));
  }

  /** The times of the first and the last tick of the symbols within the bounds. */
  public Optional<TickSpan> span(Selection symbols, TimeBounds times) {
    return span(TickCriteria.about(symbols, knowledge).within(times));
  }

  <L> Stream<AsOfMatch<L, Tick>> joined(TickCriteria criteria, AsOfRows<L> rows, AsOfRule rule) {
    return AsOfStream.of(
        rows, new AsOfJoin<>(sessions, sql, TickSql.AS_OF, criteria.allConditions(), rule));
  }

  private List<String> different(
      TableField<MarketDataRecord, String> column, TickCriteria criteria) {
    return sessions
        .with(
            DOING,
            connection -> Prepared.list(
                connection,
                sql,
                TickSql.different(sql.dsl(), column, criteria),
                row -> row.getString(1)))
        .stream()
        .sorted()
        .toList();
  }

  private Optional<Tick> latest(TickCriteria criteria, Condition month) {
    return asked(TickSql.latest(sql.dsl(), criteria, month)).stream().findFirst();
  }

  private TickCriteria aged(TickCriteria criteria, MaxAge age) {
    return criteria.within(age.applyTo(criteria.times(), clock.instant()));
  }

  private ReadStatement written(TickCriteria criteria) {
    String text = sql.inlined(TickSql.ticks(sql.dsl(), criteria));
    return criteria.symbols().names().size() == 1
        ? ReadStatement.orderedByIndex(text)
        : ReadStatement.of(text);
  }

  private List<Tick> asked(Select<?> question) {
    TickShape shape = new TickShape();
    return sessions.with(
        DOING, connection -> Prepared.list(connection, sql, question, shape::fromResultSet));
  }

  private static Optional<TickSpan> span(ResultSet row) throws SQLException {
    OffsetDateTime first = row.getObject(1, OffsetDateTime.class);
    OffsetDateTime last = row.getObject(2, OffsetDateTime.class);
    return first == null
        ? Optional.empty()
        : Optional.of(new TickSpan(first.toInstant(), last.toInstant()));
  }
}
