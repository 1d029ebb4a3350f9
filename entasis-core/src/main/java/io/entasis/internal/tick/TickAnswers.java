package io.entasis.internal.tick;

import static io.entasis.schema.generated.Tables.MARKET_DATA;

import io.entasis.internal.db.Sessions;
import io.entasis.internal.db.Sql;
import io.entasis.internal.partition.MonthPartitions;
import io.entasis.internal.read.PlainDecimal;
import io.entasis.internal.read.RowReader;
import io.entasis.internal.read.Selection;
import io.entasis.internal.read.TimeBounds;
import io.entasis.internal.read.Window;
import io.entasis.schema.generated.tables.records.MarketDataRecord;
import io.entasis.tick.Tick;
import io.entasis.tick.TickColumns;
import io.entasis.tick.TickSpan;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Record2;
import org.jooq.Select;
import org.jooq.SortOrder;
import org.jooq.TableField;

/** Answers questions about ticks from the database. */
public final class TickAnswers {

  private static final String DOING = "reading ticks";

  private final Sessions sessions;
  private final Sql sql;
  private final Clock clock;
  private final MonthPartitions months;
  private final RowReader<Tick> reader;

  /**
   * Over the sessions.
   *
   * @param months knows where the latest ticks are likely to be
   */
  public TickAnswers(Sessions sessions, Sql sql, Clock clock, MonthPartitions months) {
    this.sessions = sessions;
    this.sql = sql;
    this.clock = clock;
    this.months = months;
    this.reader = new RowReader<>(sessions, DOING, TickShape::new);
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
    return sessions.with(
        DOING, connection -> TickColumnsReader.read(connection, written(criteria)));
  }

  Optional<Tick> first(TickCriteria criteria) {
    return asked(dsl -> TickSql.ticks(dsl, criteria.windowed(criteria.window().first())))
        .findFirst();
  }

  long count(TickCriteria criteria) {
    return sessions.with(DOING, connection -> {
      Record1<Long> row = sql.on(connection).fetchSingle(TickSql.count(sql.dsl(), criteria));
      return row.value1();
    });
  }

  /** The newest month is asked first: a probe of all months costs more the more there are. */
  Optional<Tick> latest(TickCriteria criteria, Optional<Duration> age) {
    TickCriteria last =
        aged(criteria, age).windowed(Window.ALL.ordered(SortOrder.DESC).first());
    TimeBounds times = last.times();
    Optional<Instant> hint =
        times.from().isPresent() ? Optional.empty() : months.newestStart(sessions, times.to());
    if (hint.isEmpty()) {
      return first(last);
    }
    return first(last.within(times.cutBefore(hint.get())))
        .or(() -> first(last.within(times.endingBefore(hint.get()))));
  }

  Map<String, Tick> latestPerSymbol(TickCriteria criteria, Optional<Duration> age) {
    TickCriteria wanted = aged(criteria, age);
    Map<String, Tick> latest = new TreeMap<>();
    asked(dsl -> TickSql.latestPerSymbol(dsl, wanted))
        .forEach(tick -> latest.put(tick.symbol(), tick));
    return latest;
  }

  List<String> symbols(TickCriteria criteria) {
    return different(MARKET_DATA.SYMBOL, criteria);
  }

  List<String> exchanges(TickCriteria criteria) {
    return different(MARKET_DATA.EXCHANGE, criteria);
  }

  Optional<TickSpan> span(TickCriteria criteria) {
    return sessions.with(DOING, connection -> {
      Record2<Instant, Instant> row =
          sql.on(connection).fetchSingle(TickSql.span(sql.dsl(), criteria));
      return row.value1() == null
          ? Optional.<TickSpan>empty()
          : Optional.of(new TickSpan(row.value1(), row.value2()));
    });
  }

  /** The times of the first and the last tick of the symbols within the bounds. */
  public Optional<TickSpan> span(Selection symbols, TimeBounds times) {
    return span(TickCriteria.about(symbols).within(times));
  }

  private List<String> different(
      TableField<MarketDataRecord, String> column, TickCriteria criteria) {
    return sessions.with(
        DOING,
        connection ->
            sql.on(connection).fetch(TickSql.different(sql.dsl(), column, criteria)).stream()
                .map(Record1::value1)
                .sorted()
                .toList());
  }

  private TickCriteria aged(TickCriteria criteria, Optional<Duration> age) {
    return age.map(
            oldest -> criteria.within(criteria.times().notOlderThan(oldest, clock.instant())))
        .orElse(criteria);
  }

  private String written(TickCriteria criteria) {
    return sql.inlined(TickSql.ticks(sql.dsl(), criteria));
  }

  /** Few rows, over a prepared statement that the server may keep. */
  private Stream<Tick> asked(Question question) {
    return sessions.with(
        DOING,
        connection ->
            sql.on(connection).fetch(question.in(sql.dsl())).map(TickAnswers::tick).stream());
  }

  private static Tick tick(Record row) {
    return new Tick(
        row.get(0, String.class),
        row.get(1, String.class),
        row.get(2, Instant.class),
        PlainDecimal.of(row.get(3, BigDecimal.class)),
        PlainDecimal.of(row.get(4, BigDecimal.class)));
  }

  /** Writes a statement that gives ticks. */
  private interface Question {
    Select<? extends Record> in(DSLContext dsl);
  }
}
