package io.entasis.internal.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.entasis.cache.KindSettings;
import io.entasis.cache.KindStatistics;
import io.entasis.internal.change.Change;
import io.entasis.query.Answer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answers of one kind. Safe for use by several threads.
 *
 * @param <V> an answer
 */
final class KindCache<V> {

  private static final Logger LOG = LoggerFactory.getLogger(KindCache.class);

  private final Cache<Object, Entry<V>> entries;
  private final ConcurrentMap<Object, Flight<V>> flights = new ConcurrentHashMap<>();
  private final Watches watches = new Watches();
  private final Counts counts = new Counts();
  private final KindSettings settings;
  private final Supplier<Trust> trust;
  private final Clock clock;
  private final Duration bound;
  private final boolean refreshed;

  /**
   * Empty.
   *
   * @param trust the present trust
   * @param clock the app's clock, for ages
   * @param bound how stale an answer may be
   */
  KindCache(KindSettings settings, Supplier<Trust> trust, Clock clock, Duration bound) {
    this.settings = settings;
    this.trust = trust;
    this.clock = clock;
    this.bound = bound;
    this.refreshed = settings.refreshEvery().isPresent();
    this.entries = Caffeine.newBuilder()
        .maximumWeight(settings.maxRows())
        .weigher((Object key, Entry<V> entry) -> entry.weight())
        .evictionListener((key, entry, cause) -> counts.evicted())
        .build();
  }

  /** The answer, kept or read. */
  V get(Object key, Question<V> question) {
    Entry<V> kept = find(key);
    return kept == null ? read(key, question).value() : kept.value();
  }

  /** The answer, and where it comes from. */
  Answer<V> answer(Object key, Question<V> question) {
    Entry<V> kept = find(key);
    if (kept != null) {
      return Answer.kept(kept.value(), kept.readAt(), clock);
    }
    Entry<V> read = read(key, question);
    return Answer.read(read.value(), read.readAt());
  }

  /**
   * The answer if it is kept and can be believed: one look, one time. The time comes first, as the processor likes it. Whoever is held up
   * afterwards still judges rightly by it, since what had ended by then is never prolonged.
   */
  @Nullable
  Entry<V> find(Object key) {
    long now = System.nanoTime();
    Entry<V> entry = entries.getIfPresent(key);
    if (entry == null) {
      counts.missed();
      return null;
    }
    long until = entry.until();
    if (until - now <= 0 || (entry.ages() && !isYoung(entry, now))) {
      counts.missed();
      return null;
    }
    counts.hit();
    if (refreshed) {
      entry.want();
    }
    return entry;
  }

  private boolean isYoung(Entry<V> entry, long now) {
    Duration age = Duration.between(entry.readAt(), clock.instant());
    if (age.isNegative()
        || settings.maxAge().filter(oldest -> age.compareTo(oldest) >= 0).isPresent()) {
      return false;
    }
    return !entry.isOfTheMoment() || (entry.age(now) < bound.toNanos() && age.compareTo(bound) < 0);
  }

  /** Joins a reading that is under way, or reads. One that has been overtaken by a change, or takes too long, is joined by nobody. */
  Entry<V> read(Object key, Question<V> question) {
    Flight<V> other = flights.get(key);
    if (other != null && other.isOpen(bound.toNanos())) {
      Optional<Entry<V>> landed = other.await();
      if (landed.isPresent()) {
        return landed.get();
      }
    }
    return load(key, question);
  }

  private Entry<V> load(Object key, Question<V> question) {
    Watch watch = watches.over(trust.get(), question.subjects(), question.span());
    Flight<V> flight = new Flight<>(watch);
    flights.put(key, flight);
    Optional<Entry<V>> loaded = Optional.empty();
    try {
      Instant readAt = clock.instant();
      Start start = new Start(watch, System.nanoTime(), readAt);
      Entry<V> entry = new Entry<>(question, question.read(), start, ages(question));
      loaded = Optional.of(entry);
      keep(key, entry);
      return entry;
    } finally {
      flights.remove(key, flight);
      flight.landed().complete(loaded);
    }
  }

  private boolean ages(Question<V> question) {
    return settings.maxAge().isPresent() || question.isOfTheMoment();
  }

  /** A reading that takes long may end after one that began later. */
  private void keep(Object key, Entry<V> entry) {
    counts.loaded();
    if (entry.watch().holds() && entry.question().mayKeep(entry.value(), entry.readAt())) {
      entries.asMap().merge(key, entry, (kept, read) -> read.isOlderThan(kept) ? kept : read);
    }
  }

  /** How often it is refreshed, if it is. */
  Optional<Duration> refreshEvery() {
    return settings.refreshEvery();
  }

  /** Ends what rests on the changed rows: at once, or where answers are read again in the background, by that time. */
  void changed(Change change, long byThen) {
    end(change, refreshed ? byThen : Trust.earlier(byThen, System.nanoTime()));
  }

  /** Ends at once what rests on rows that this process has changed. */
  void changedHere(Change change) {
    end(change, Trust.earlier(trust.get().until(), System.nanoTime()));
  }

  private void end(Change change, long at) {
    counts.invalidated(watches.end(change, at));
  }

  /** Drops everything, after the trust in it was lost. */
  void drop() {
    counts.invalidated(entries.estimatedSize());
    entries.invalidateAll();
  }

  /** Reads again what is wanted and has changed or grown too old; forgets what is not wanted any more. */
  void refresh() {
    entries.asMap().forEach(this::refresh);
  }

  private void refresh(Object key, Entry<V> entry) {
    if (!isCurrent(entry, System.nanoTime())
        && entry.isWanted()
        && trust.get().holds(System.nanoTime())) {
      reload(key, entry);
    } else if (!entry.watch().holds()) {
      entries.asMap().remove(key, entry);
    }
  }

  private boolean isCurrent(Entry<V> entry, long now) {
    return entry.watch().isUndisturbed(now)
        && !(entry.isOfTheMoment() && entry.age(now) >= interval());
  }

  private long interval() {
    return settings.refreshEvery().map(Duration::toNanos).orElse(Long.MAX_VALUE);
  }

  /** One that fails is left to who asks next, and keeps no other from being read. */
  private void reload(Object key, Entry<V> entry) {
    try {
      load(key, entry.question());
    } catch (RuntimeException e) {
      LOG.debug("An answer could not be read again in the background", e);
      entries.asMap().remove(key, entry);
    }
  }

  KindStatistics statistics() {
    entries.cleanUp();
    long rows = entries
        .policy()
        .eviction()
        .map(policy -> policy.weightedSize().orElse(0))
        .orElse(0L);
    return counts.statistics(entries.estimatedSize(), rows);
  }
}
