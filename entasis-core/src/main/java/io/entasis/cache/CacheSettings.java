package io.entasis.cache;

import io.entasis.error.InvalidInputException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * What is kept in the cache, and how stale it may be. An immutable value: each method returns new settings and leaves these as they
 * were. Whatever is not among the kinds is not kept.
 *
 * @param staleness how long an answer may lack what any process has committed, from 100 milliseconds to an hour; one second by
 *     default. The change log is asked four times as often
 * @param kinds the settings of each kind that is kept
 */
public record CacheSettings(Duration staleness, Map<CacheKind, KindSettings> kinds) {

  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Duration REFRESH = Duration.ofMillis(300);
  private static final CacheSettings DEFAULTS = new CacheSettings(Duration.ofSeconds(1), all());

  /**
   * Copies the map and checks every setting.
   *
   * @throws InvalidInputException when one is out of its range, nothing is kept, or a kind whose answers are single rows is to be
   *     refreshed; the message names it
   */
  public CacheSettings {
    kinds = Map.copyOf(kinds);
    if (staleness.compareTo(SHORTEST) < 0 || staleness.compareTo(LONGEST) > 0) {
      throw new InvalidInputException(
          "staleness is " + staleness + ", it must be from 100 milliseconds to an hour");
    }
    if (kinds.isEmpty()) {
      throw new InvalidInputException("a cache that keeps no kind is given; leave it out instead");
    }
    kinds.forEach((kind, settings) -> {
      if (!kind.isAggregate() && settings.refreshEvery().isPresent()) {
        throw new InvalidInputException("refreshEvery is given for " + kind
            + ", whose answers are single rows; only CHAIN and BARS are refreshed");
      }
    });
  }

  /** All kinds with their defaults; chains and bars are refreshed every 300 milliseconds. */
  public static CacheSettings defaults() {
    return DEFAULTS;
  }

  /** With another bound of staleness. */
  public CacheSettings staleness(Duration bound) {
    return new CacheSettings(bound, kinds);
  }

  /** With that kind kept, under these settings. */
  public CacheSettings with(CacheKind kind, KindSettings settings) {
    Map<CacheKind, KindSettings> more = copy();
    more.put(kind, settings);
    return new CacheSettings(staleness, more);
  }

  /** Without that kind. */
  public CacheSettings without(CacheKind kind) {
    Map<CacheKind, KindSettings> fewer = copy();
    fewer.remove(kind);
    return new CacheSettings(staleness, fewer);
  }

  private Map<CacheKind, KindSettings> copy() {
    Map<CacheKind, KindSettings> copy = new EnumMap<>(CacheKind.class);
    copy.putAll(kinds);
    return copy;
  }

  private static Map<CacheKind, KindSettings> all() {
    Map<CacheKind, KindSettings> all = new EnumMap<>(CacheKind.class);
    for (CacheKind kind : CacheKind.values()) {
      KindSettings settings = KindSettings.defaults();
      all.put(kind, kind.isAggregate() ? settings.refreshEvery(REFRESH) : settings);
    }
    return all;
  }
}
