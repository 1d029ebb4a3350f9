package io.entasis.internal.cache;

import io.entasis.bar.Bar;
import io.entasis.bar.Bars;
import io.entasis.cache.Cache;
import io.entasis.cache.CacheKind;
import io.entasis.cache.CacheSettings;
import io.entasis.cache.KindStatistics;
import io.entasis.cache.PollStatistics;
import io.entasis.internal.change.Change;
import io.entasis.internal.change.ChangeKind;
import io.entasis.internal.change.ChangeListener;
import io.entasis.internal.change.ChangeLog;
import io.entasis.internal.change.ChangeLogUpkeep;
import io.entasis.internal.db.Database;
import io.entasis.option.OptionChain;
import io.entasis.option.OptionChainReader;
import io.entasis.portfolio.PortfolioReader;
import io.entasis.portfolio.PortfolioSnapshot;
import io.entasis.prediction.Prediction;
import io.entasis.prediction.PredictionReader;
import io.entasis.tick.Tick;
import io.entasis.tick.TickReader;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** The caches of all kinds, and what keeps them true. Safe for use by several threads. */
public final class Caches implements Cache, ChangeListener, PollTarget, AutoCloseable {

  private static final Duration PRUNED_EVERY = Duration.ofSeconds(1);

  private final Map<CacheKind, KindCache<?>> kinds = new EnumMap<>(CacheKind.class);
  private final BackgroundWork background = new BackgroundWork();
  private final Clock clock;
  private final long bound;
  private final Poller poller;
  private volatile Trust trust = Trust.none();

  private Caches(CacheSettings settings, Database database) {
    this.clock = database.clock();
    this.bound = settings.staleness().toNanos();
    settings
        .kinds()
        .forEach((kind, each) ->
            kinds.put(kind, new KindCache<>(each, () -> trust, clock, settings.staleness())));
    this.poller = new Poller(database, new ChangeLog(database.sql()), this, settings.staleness());
  }

  /** Begins to follow the change log of the database, and to keep it short. */
  public static Caches open(CacheSettings settings, Database database, ChangeLogUpkeep upkeep) {
    Caches caches = new Caches(settings, database);
    caches
        .kinds
        .values()
        .forEach(kind -> kind.refreshEvery()
            .ifPresent(interval -> caches.background.every(interval, kind::refresh)));
    caches.background.every(PRUNED_EVERY, upkeep::keepShort);
    caches.poller.start();
    return caches;
  }

  /** The reader, its latest ticks kept if the settings say so. */
  public TickReader ticks(TickReader reader) {
    return this.<Optional<Tick>>kind(CacheKind.LATEST_TICK)
        .<TickReader>map(cache -> new CachedTickReader(reader, cache))
        .orElse(reader);
  }

  /** The bars, those of past ranges kept if the settings say so. */
  public Bars bars(Bars bars) {
    return this.<List<Bar>>kind(CacheKind.BARS)
        .<Bars>map(cache -> new CachedBars(bars, cache, clock))
        .orElse(bars);
  }

  /** The reader, its chains kept if the settings say so. */
  public OptionChainReader chains(OptionChainReader reader) {
    return this.<Optional<OptionChain>>kind(CacheKind.CHAIN)
        .<OptionChainReader>map(cache -> new CachedChainReader(reader, cache))
        .orElse(reader);
  }

  /** The reader, its latest predictions kept if the settings say so. */
  public PredictionReader predictions(PredictionReader reader) {
    return this.<Optional<Prediction>>kind(CacheKind.LATEST_PREDICTION)
        .<PredictionReader>map(cache -> new CachedPredictionReader(reader, cache))
        .orElse(reader);
  }

  /** The reader, its latest snapshots kept if the settings say so. */
  public PortfolioReader portfolios(PortfolioReader reader) {
    return this.<Optional<PortfolioSnapshot>>kind(CacheKind.LATEST_SNAPSHOT)
        .<PortfolioReader>map(cache -> new CachedPortfolioReader(reader, cache))
        .orElse(reader);
  }

  @Override
  public boolean keeps(CacheKind kind) {
    return kinds.containsKey(kind);
  }

  @Override
  public KindStatistics statistics(CacheKind kind) {
    KindCache<?> cache = kinds.get(kind);
    return cache == null ? KindStatistics.NOTHING : cache.statistics();
  }

  @Override
  public PollStatistics polls() {
    return poller.statistics();
  }

  @Override
  public void empty() {
    for (ChangeKind kind : ChangeKind.values()) {
      touched(Change.anyOf(kind), KindCache::changedHere);
    }
  }

  @Override
  public void committed(List<Change> changes) {
    changes.forEach(change -> touched(change, KindCache::changedHere));
  }

  @Override
  public void opened(long began) {
    trust = Trust.since(began, bound);
  }

  /** What changed since the poll before may be given for as long as that poll alone would have allowed. */
  @Override
  public void polled(List<Change> changes, boolean complete, long began) {
    Trust present = trust;
    long byThen = present.until();
    if (complete) {
      changes.forEach(change -> touched(change, (cache, it) -> cache.changed(it, byThen)));
    } else {
      empty();
    }
    present.renew(began);
  }

  @Override
  public void doubted() {
    trust.lose();
    trust = Trust.none();
    kinds.values().forEach(KindCache::drop);
  }

  /** Ends the threads; the caches are empty afterwards. */
  @Override
  public void close() {
    poller.close();
    background.close();
  }

  private void touched(Change change, BiConsumer<KindCache<?>, Change> then) {
    for (CacheKind kind : restingOn(change.kind())) {
      KindCache<?> cache = kinds.get(kind);
      if (cache != null) {
        then.accept(cache, change);
      }
    }
  }

  private static Set<CacheKind> restingOn(ChangeKind rows) {
    return switch (rows) {
      case TICKS -> Set.of(CacheKind.LATEST_TICK, CacheKind.BARS);
      case QUOTES -> Set.of(CacheKind.CHAIN);
      case PREDICTIONS -> Set.of(CacheKind.LATEST_PREDICTION);
      case PORTFOLIOS -> Set.of(CacheKind.LATEST_SNAPSHOT);
    };
  }

  /** Each cache is filled by one reader alone, which knows what its answers are. */
  @SuppressWarnings("unchecked")
  private <V> Optional<KindCache<V>> kind(CacheKind kind) {
    return Optional.ofNullable((KindCache<V>) kinds.get(kind));
  }
}
