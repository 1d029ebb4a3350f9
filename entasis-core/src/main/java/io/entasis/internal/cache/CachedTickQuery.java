package io.entasis.internal.cache;

import io.entasis.market.TimeRange;
import io.entasis.query.Answer;
import io.entasis.query.AsOfMatch;
import io.entasis.query.AsOfRule;
import io.entasis.tick.Tick;
import io.entasis.tick.TickColumns;
import io.entasis.tick.TickQuery;
import io.entasis.tick.TickReader;
import io.entasis.tick.TickSpan;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** A question about all ticks of one symbol, the latest of which is kept. A refined question goes to the database. */
final class CachedTickQuery implements TickQuery {

  private final TickReader reader;
  private final String symbol;
  private final KindCache<Optional<Tick>> cache;

  CachedTickQuery(TickReader reader, String symbol, KindCache<Optional<Tick>> cache) {
    this.reader = reader;
    this.symbol = symbol;
    this.cache = cache;
  }

  /** The question is made where it has to be read, and not for those who are answered without. */
  @Override
  public Optional<Tick> findLatest() {
    Entry<Optional<Tick>> kept = cache.find(symbol);
    return kept == null ? cache.read(symbol, latest()).value() : kept.value();
  }

  @Override
  public Answer<Optional<Tick>> answerLatest() {
    return cache.answer(symbol, latest());
  }

  @Override
  public TickQuery during(TimeRange range) {
    return query().during(range);
  }

  @Override
  public TickQuery since(Instant from) {
    return query().since(from);
  }

  @Override
  public TickQuery before(Instant to) {
    return query().before(to);
  }

  @Override
  public TickQuery asOf(Instant instant) {
    return query().asOf(instant);
  }

  @Override
  public TickQuery ascending() {
    return query().ascending();
  }

  @Override
  public TickQuery descending() {
    return query().descending();
  }

  @Override
  public TickQuery limit(long rows) {
    return query().limit(rows);
  }

  @Override
  public TickQuery on(String exchange, String... more) {
    return query().on(exchange, more);
  }

  @Override
  public TickQuery priceAtLeast(BigDecimal price) {
    return query().priceAtLeast(price);
  }

  @Override
  public TickQuery priceAtMost(BigDecimal price) {
    return query().priceAtMost(price);
  }

  @Override
  public TickQuery volumeAtLeast(BigDecimal volume) {
    return query().volumeAtLeast(volume);
  }

  @Override
  public TickQuery volumeAtMost(BigDecimal volume) {
    return query().volumeAtMost(volume);
  }

  @Override
  public TickQuery maxAge(Duration age) {
    return query().maxAge(age);
  }

  @Override
  public List<Tick> list() {
    return query().list();
  }

  @Override
  public Stream<Tick> stream() {
    return query().stream();
  }

  @Override
  public void forEach(Consumer<? super Tick> action) {
    query().forEach(action);
  }

  @Override
  public Optional<Tick> findFirst() {
    return query().findFirst();
  }

  @Override
  public long count() {
    return query().count();
  }

  @Override
  public TickColumns columns() {
    return query().columns();
  }

  @Override
  public Optional<Tick> findAsOf(Instant instant) {
    return query().findAsOf(instant);
  }

  @Override
  public Map<String, Tick> latestPerSymbol() {
    return query().latestPerSymbol();
  }

  @Override
  public Map<String, BigDecimal> vwapPerSymbol() {
    return query().vwapPerSymbol();
  }

  @Override
  public Map<String, BigDecimal> twapPerSymbol() {
    return query().twapPerSymbol();
  }

  @Override
  public List<String> symbols() {
    return query().symbols();
  }

  @Override
  public List<String> exchanges() {
    return query().exchanges();
  }

  @Override
  public Optional<TickSpan> findSpan() {
    return query().findSpan();
  }

  @Override
  public <L> Stream<AsOfMatch<L, Tick>> joinAsOf(
      Stream<L> rows,
      Function<? super L, String> symbolOf,
      Function<? super L, Instant> at,
      AsOfRule rule) {
    return query().joinAsOf(rows, symbolOf, at, rule);
  }

  private LatestTick latest() {
    return new LatestTick(reader, symbol);
  }

  private TickQuery query() {
    return reader.of(symbol);
  }
}
